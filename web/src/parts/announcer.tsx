import { useEffect, useState } from 'preact/hooks';

const SHOWN_FOR = 6000;
let tell: (text: string) => void = () => undefined;

/** Says what was done, to the eyes and to a screen reader. */
export const announce = (text: string): void => {
  tell(text);
};

export function Announcer() {
  const [said, setSaid] = useState('');
  useEffect(() => {
    tell = setSaid;
  }, []);
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => {
      setSaid('');
    }, SHOWN_FOR);
    return () => {
      clearTimeout(timer);
    };
  }, [said]);
  return (
    <div class="announcer" role="status" data-said={said !== ''}>
      {said}
    </div>
  );
}
