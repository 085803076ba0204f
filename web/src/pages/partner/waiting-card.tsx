import type { PartnerRow, Waiting } from '../../api/types';
import { Confirmation } from './confirmation';
import { DisputeAnswer } from './dispute-answer';
import { ProposalAnswer } from './proposal-answer';
import { ReflectionAsked } from './reflection-asked';

export interface CardProps {
  readonly waiting: Waiting;
  readonly own: PartnerRow;
}

/** One thing that waits, done with a touch or two. */
export function WaitingCard(props: CardProps) {
  switch (props.waiting.what) {
    case 'answer-proposal':
      return <ProposalAnswer {...props} />;
    case 'confirm-exchange':
      return <Confirmation {...props} />;
    case 'answer-dispute':
      return <DisputeAnswer {...props} />;
    case 'reflect':
      return <ReflectionAsked {...props} />;
  }
}
