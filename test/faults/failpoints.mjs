/**
 * The steps at which the machinery calls its failpoint, by family, each with the latest hit at which a run is killed there: so many come
 * within moments of its start.
 */
export const FAMILIES = {
  /** Between deciding, appending, committing and answering. */
  log: { append: 12, commit: 12, committed: 12, answer: 60 },
  /** Between folding, writing and committing what a read model shows. */
  views: { batch: 120, checkpoint: 120, 'batch-committed': 120 },
  /** Between the steps of process managers. */
  sagas: {
    'manager-commit': 40,
    'manager-committed': 40,
    'ask-BeginClosure': 2,
    'ask-FormPair': 6,
    'ask-LapseProposal': 6,
    'ask-ProposeDraft': 4,
    'ask-ReleaseSlot': 16,
    'ask-ReserveSlot': 12,
    'ask-UpdateDetails': 2,
    'asked-BeginClosure': 2,
    'asked-FormPair': 6,
    'asked-LapseProposal': 6,
    'asked-ProposeDraft': 4,
    'asked-ReleaseSlot': 16,
    'asked-ReserveSlot': 12,
    'asked-UpdateDetails': 2,
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
