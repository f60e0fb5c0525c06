import { useMessages } from "../i18n/messages.ts";
import { TABS, type Tab, useView } from "../view/view.ts";

/** On a narrow screen: which of the panels stands below the stage. */
export function TabBar() {
  const { tabs } = useMessages();
  const tab = useView((view) => view.tab);
  const showTab = useView((view) => view.showTab);
  const shown: readonly Tab[] = TABS;
  return (
    <nav className="tabs" aria-label={tabs.label}>
      {shown.map((one) => (
        <button key={one} type="button" aria-pressed={one === tab} onClick={() => showTab(one)}>
          {tabs[one]}
        </button>
      ))}
    </nav>
  );
}
