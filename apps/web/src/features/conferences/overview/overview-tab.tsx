import panel from '../panel.module.css';
import { AboutForm } from './about-form.tsx';
import { FatePanel } from './fate-panel.tsx';
import { ReadinessPanel } from './readiness-panel.tsx';
import { RehearsalPanel } from './rehearsal-panel.tsx';
import { WaysIn } from './ways-in.tsx';

export function OverviewTab() {
  return (
    <div className={panel.flow}>
      <AboutForm />
      <ReadinessPanel />
      <WaysIn />
      <RehearsalPanel />
      <FatePanel />
    </div>
  );
}
