import { expect, it } from 'vitest';
import { shownView, viewsOf } from './desk-view.ts';

it('[SCREEN-74] a role has its own desk first; chair and deputies may take any, a secretary the technician’s, a technician none but their own', () => {
  expect(viewsOf('chair')).toEqual(['chair', 'secretary', 'technician']);
  expect(viewsOf('deputy')).toEqual(['chair', 'secretary', 'technician']);
  expect(viewsOf('secretary')).toEqual(['secretary', 'technician']);
  expect(viewsOf('technician')).toEqual(['technician']);
});

it('[SCREEN-74] the desk chosen last is shown again as long as the role has it', () => {
  expect(shownView('chair', 'technician')).toBe('technician');
  expect(shownView('technician', 'chair')).toBe('technician');
  expect(shownView('secretary', null)).toBe('secretary');
});
