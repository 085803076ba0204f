/** A class of fields with decorators of the closed table: a body, or an object within one. */
export type FieldsClass = new () => object;

/** What `@Type` says, by prototype and property. The class is asked for late: it may be declared further down. */
const nestedClasses = new WeakMap<object, Map<string, () => FieldsClass>>();

export function setNestedClass(prototype: object, property: string, typeFunction: () => FieldsClass): void {
  const ofPrototype = nestedClasses.get(prototype) ?? new Map<string, () => FieldsClass>();
  nestedClasses.set(prototype, ofPrototype.set(property, typeFunction));
}

/** What `@Type` said of a property of the class itself, or of the nearest that it extends. */
export function nestedClassOf(fieldsClass: FieldsClass, property: string): FieldsClass | undefined {
  let prototype: unknown = fieldsClass.prototype;
  while (typeof prototype === 'object' && prototype !== null) {
    const typeFunction = nestedClasses.get(prototype)?.get(property);
    if (typeFunction) return typeFunction();
    prototype = Object.getPrototypeOf(prototype);
  }
  return undefined;
}
