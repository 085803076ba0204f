const SKILLS = [
  { offers: ['go', 'python'], wants: ['sql', 'rust'] },
  { offers: ['sql', 'rust'], wants: ['go', 'python'] },
  { offers: ['go', 'sql'], wants: ['python', 'rust'] },
  { offers: ['python', 'rust'], wants: ['go', 'sql'] },
];

/** What HR knows of the person with a number. */
export const personDetails = (number, unit) => ({
  personRef: `E${number}`,
  displayName: `Person ${number}`,
  email: `person.${number}@works.example`,
  birthYear: 1960 + number * 3,
  unit,
  site: 'Berlin',
  timeZone: 'Europe/Berlin',
});

/** The sign-up of the person with a number. Everybody finds somebody who can teach them, and whom they can teach. */
export function signUp(number, capacity) {
  const { offers, wants } = SKILLS[number % SKILLS.length];
  return {
    languages: ['en'],
    availability: ['mon-am', 'tue-pm'],
    methods: ['video'],
    offers: offers.map((skill) => ({ skill, level: 4 })),
    wants: wants.map((skill) => ({ skill, priority: 3 })),
    learningStyles: ['discussion'],
    capacity,
  };
}
