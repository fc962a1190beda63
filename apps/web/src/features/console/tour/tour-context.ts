import { createContext } from 'react';

/** Begins the tour from anywhere on the desk. */
export const TourContext = createContext<() => void>(() => undefined);
