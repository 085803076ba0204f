import { createRequire } from 'node:module';

interface Found {
  /** '' where it stands on the class. */
  readonly property: string;
  readonly decorator: string;
}

/** The decorators of class-transformer that change, rename or drop a value before it is validated. */
export function transformingDecorators(fieldsClass: new () => object, properties: readonly string[]): readonly Found[] {
  const onProperties = properties.flatMap((property) =>
    [
      ...TO_CLASS_AND_TO_PLAIN.flatMap((type) => storage.findTransformMetadatas(fieldsClass, property, type)).map(
        () => 'transform',
      ),
      ...(storage.findExposeMetadata(fieldsClass, property) ? ['expose'] : []),
      ...(storage.findExcludeMetadata(fieldsClass, property) ? ['exclude'] : []),
    ].map((decorator) => ({ property, decorator })),
  );
  const strategy = storage.getStrategy(fieldsClass);
  return strategy === 'none'
    ? onProperties
    : [...onProperties, { property: '', decorator: strategy.slice(0, -'All'.length) }];
}

const TO_CLASS_AND_TO_PLAIN = [0, 1];

/** As much of class-transformer's storage as is asked here. */
interface TransformStorage {
  getStrategy(target: object): 'none' | 'exposeAll' | 'excludeAll';
  findExposeMetadata(target: object, property: string): unknown;
  findExcludeMetadata(target: object, property: string): unknown;
  findTransformMetadatas(target: object, property: string, transformationType: number): readonly unknown[];
}

// The package exports its storage by this path only, and has no types for it.
const { defaultMetadataStorage: storage } = createRequire(import.meta.url)('class-transformer/cjs/storage.js') as {
  readonly defaultMetadataStorage: TransformStorage;
};
