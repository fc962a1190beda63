import { useLayoutEffect, useRef, useState } from 'react';

/** How many of `count` entries fit into the list as it stands; a screen of another size is measured again. */
export function useFitting(count: number) {
  const list = useRef<HTMLOListElement>(null);
  const [shown, setShown] = useState(count);
  const [turn, setTurn] = useState(0);
  useLayoutEffect(() => {
    const again = () => {
      setShown(count);
      setTurn((one) => one + 1);
    };
    again();
    // Letters of another font take another space.
    void document.fonts.ready.then(again);
    window.addEventListener('resize', again);
    return () => window.removeEventListener('resize', again);
  }, [count]);
  // One entry less at a time, before anything is painted.
  useLayoutEffect(() => {
    const element = list.current;
    if (element && shown > 1 && element.scrollHeight > element.clientHeight + 1) setShown(shown - 1);
  }, [shown, turn]);
  return { list, shown };
}
