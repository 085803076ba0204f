/**
 * The steps at which the machinery calls its failpoint, by family, each with the latest hit at which a run is killed there: so many come
 * within moments of its start.
 */
export const FAMILIES = {
  /** Between deciding, appending, committing and answering. */
  log: { append: 8, commit: 8, committed: 8, answer: 30 },
  /** Between folding, writing and committing what a read model shows. */
  views: { batch: 60, checkpoint: 60, 'batch-committed': 60 },
  /** Between the steps of process managers. */
  sagas: {
    'manager-commit': 8,
    'manager-committed': 8,
    'ask-BeginClosure': 1,
    'ask-FormPair': 3,
    'ask-LapseProposal': 4,
    'ask-ProposeDraft': 3,
    'ask-ReleaseSlot': 12,
    'ask-ReserveSlot': 8,
    'ask-UpdateDetails': 1,
    'asked-BeginClosure': 1,
    'asked-FormPair': 3,
    'asked-LapseProposal': 4,
    'asked-ProposeDraft': 3,
    'asked-ReleaseSlot': 12,
    'asked-ReserveSlot': 8,
    'asked-UpdateDetails': 1,
  },
};

export const FAILPOINTS = Object.assign({}, ...Object.values(FAMILIES));

/**
 * Kills to make: the families take turns, and the steps in each, so that few kills are of many kinds. Most steps are between those of
 * process managers, which therefore have every other turn.
 */
export function* kills(random) {
  const [log, views, sagas] = Object.values(FAMILIES).map((steps) => cycle(random.shuffle(Object.entries(steps))));
  for (;;)
    for (const deck of [log, sagas, views, sagas]) {
      const [step, latest] = deck.next().value;
      yield { step, hit: random.int(1, latest) };
    }
}

function* cycle(list) {
  for (;;) yield* list;
}
