/** A state in words; its shape says the same as its color. */
export const Status = ({ code, words }: { readonly code: string; readonly words: string }) => (
  <span class="status" data-status={code}>
    {words}
  </span>
);
