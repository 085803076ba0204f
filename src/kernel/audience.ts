/** Who may see it: whoever may read the feed · coordinators of the program and auditors · who wrote it. */
export type Audience = 'public' | 'restricted' | 'author';
