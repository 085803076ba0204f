import { day, moment } from '../formats';

/** A day in the reader's locale, with the ISO date on hover. */
export const Day = ({ of }: { readonly of: string }) => (
  <time dateTime={of} title={of}>
    {day(of)}
  </time>
);

/** An instant in the reader's zone, which is named. */
export const Moment = ({ of }: { readonly of: string }) => (
  <time dateTime={of} title={of}>
    {moment(of)}
  </time>
);
