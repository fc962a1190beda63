import type { ListedUnit } from '../../../live/organisation-api.ts';
import type { UnitNode, UnitTree } from '../../../live/unit-tree.ts';

/** What every dialog about one unit gets. */
export interface UnitDialogProps {
  readonly unit: Omit<ListedUnit, 'childCount'>;
  /** Its place in the tree that is shown; null where it is not in it. */
  readonly node: UnitNode | null;
  readonly tree: UnitTree;
  readonly onClose: () => void;
  readonly onDone: () => void;
}
