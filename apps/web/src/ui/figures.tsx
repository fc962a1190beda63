import styles from './figures.module.css';

/** Figures of one width each, so that a running clock does not tremble. Read aloud as one text. */
export function Figures({ text }: { readonly text: string }) {
  return (
    <span className={styles.figures}>
      <span className="dc-unseen">{text}</span>
      <span aria-hidden="true">
        {[...text].map((character, place) => (
          <span key={place} className={/\d/.test(character) ? styles.figure : styles.mark}>
            {character}
          </span>
        ))}
      </span>
    </span>
  );
}
