/** One row of a roster, in words of its columns. */
export interface Row {
  readonly person_ref: string;
  readonly display_name: string;
  readonly email: string;
  readonly birth_year?: string;
  readonly hired_on?: string;
  readonly unit?: string;
  readonly site?: string;
  readonly grade?: string;
  readonly time_zone?: string;
  readonly languages?: string;
  readonly manager_ref?: string;
  readonly offers?: string;
  readonly wants?: string;
  readonly learning_styles?: string;
  readonly methods?: string;
  readonly availability?: string;
  readonly capacity?: string;
}

const COLUMNS = [
  'person_ref',
  'display_name',
  'email',
  'birth_year',
  'hired_on',
  'unit',
  'site',
  'grade',
  'time_zone',
  'languages',
  'manager_ref',
  'offers',
  'wants',
  'learning_styles',
  'methods',
  'availability',
  'capacity',
] as const;

/** A person who can meet everybody else; what matters to a test is given. */
export function person(name: string, given: Partial<Row> = {}): Row {
  const slug = name.toLowerCase().replaceAll(/[^a-z]+/g, '.');
  return {
    person_ref: `HR-NO-${slug}`,
    display_name: name,
    email: `${slug}@works.example`,
    birth_year: '1985',
    hired_on: '2019-05-06',
    unit: 'Research',
    site: 'Berlin',
    grade: 'senior',
    time_zone: 'Europe/Berlin',
    languages: 'en',
    learning_styles: 'discussion',
    methods: 'video',
    availability: 'mon-am;tue-pm',
    ...given,
  };
}

export function csvOf(rows: readonly Row[], columns: readonly string[] = COLUMNS): string {
  const line = (row: Row) =>
    columns.map((column) => (row as object as Partial<Record<string, string>>)[column] ?? '').join(',');
  return `${[columns.join(','), ...rows.map(line)].join('\n')}\n`;
}

/** Two of whom each offers what the other wants, and nobody else does. */
function couple(one: string, other: string, skill: string): Row[] {
  return [
    person(one, { offers: `${skill} craft:4`, wants: `${skill} lore:3` }),
    person(other, { offers: `${skill} lore:5`, wants: `${skill} craft:2`, birth_year: '1971', unit: 'Sales' }),
  ];
}

/** The two whose story is told: an older and a younger one, with skills of the catalogue, one of them by an alias. */
export const AURELIA = person('Aurelia Lindqvist', {
  birth_year: '1962',
  offers: 'Python:5',
  wants: 'golang:3',
  capacity: '2',
});
export const BONIFACE = person('Boniface Otieno', {
  birth_year: '2000',
  unit: 'Sales',
  site: 'Nairobi',
  grade: 'junior',
  offers: 'Go:4',
  wants: 'Python:2',
});

/** 22 people: seven couples, three of whom one is left over, and one for each other reason for which somebody is left. */
export const SMALL_ROSTER: readonly Row[] = [
  AURELIA,
  BONIFACE,
  ...couple('Cosima Adeyemi', 'Dragan Petrov', 'weaving'),
  ...couple('Eudora Nakamura', 'Florian Baptiste', 'pottery'),
  ...couple('Gwendolyn Sato', 'Hyacinth Moreau', 'joinery'),
  ...couple('Ignatius Ferrari', 'Jocasta Lehmann', 'glazing'),
  ...couple('Kasimir Oduya', 'Leocadia Novak', 'binding'),
  ...couple('Melisande Aziz', 'Nikodem Haas', 'tanning'),
  person('Ottoline Brandt', { offers: 'smithing:4', wants: 'carving:3' }),
  person('Perpetua Silva', { offers: 'carving:4', wants: 'smithing:3' }),
  person('Quentin Varga', { offers: 'carving:3', wants: 'smithing:3' }),
  person('Rosalind Keita', { offers: 'carving:2', wants: 'falconry:3' }),
  person('Severin Dubois', { offers: 'heraldry:5', wants: 'carving:1' }),
  person('Thaddeus Mwangi', { offers: 'weaving lore:2', wants: 'pottery lore:2' }),
  person('Ulrike Castellan', { offers: 'fencing:5', wants: 'chess:3' }),
  person('Valentin Roux', { offers: 'chess:4', wants: 'fencing:3', manager_ref: 'HR-NO-ulrike.castellan' }),
];
