import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { queries } from "./api/queries";
import { sessionQuery } from "./session/session";
import { ErrorPage, NoSuchPage } from "./shell/ErrorPage";
import { Shell } from "./shell/Shell";
import { firstSection } from "./shell/sections";

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage });

/** A page: its address, and the file whose default export shows it, fetched when first needed. */
function page<const Path extends string>(path: Path, load: () => Promise<{ default: ComponentType }>) {
  return createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) });
}

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  loader: async () => {
    const session = await queries.ensureQueryData(sessionQuery);
    throw redirect({ to: firstSection(session?.permissions ?? []), replace: true });
  },
});

// One line a page. A page that shall stand in the menu has a line in shell/sections.ts as well.
const pages = [
  start,
  page("/work", () => import("./agent/AgentPage")),
  page("/switchboard", () => import("./switchboard/SwitchboardPage")),
  page("/letters", () => import("./letters/ToPrintPage")),
  page("/callbacks", () => import("./callbacks/CallbacksPage")),
  page("/history", () => import("./history/HistoryPage")),
  page("/history/recordings", () => import("./recording/AccessLogPage")),
  page("/history/$contact", () => import("./history/StoryPage")),
  page("/board", () => import("./board/BoardPage")),
  page("/services", () => import("./services/ServicesPage")),
  page("/services/reasons", () => import("./services/ReasonsPage")),
  page("/services/calendars", () => import("./services/CalendarsPage")),
  page("/services/templates", () => import("./services/TemplatesPage")),
  page("/services/notices", () => import("./services/NoticesPage")),
  page("/services/blocks", () => import("./services/BlocksPage")),
  page("/services/commissioners", () => import("./services/CommissionersPage")),
  page("/services/mailboxes", () => import("./mailboxes/MailboxesPage")),
  page("/services/mailboxes/$mailbox", () => import("./mailboxes/MailboxPage")),
  page("/services/numbers", () => import("./numbers/NumbersPage")),
  page("/services/numbers/$number", () => import("./numbers/NumberPage")),
  page("/services/flows", () => import("./flows/FlowsPage")),
  page("/services/flows/$flow", () => import("./flows/FlowPage")),
  page("/services/intakes", () => import("./intakes/IntakesPage")),
  page("/services/intakes/$intake", () => import("./intakes/IntakePage")),
  page("/services/$service", () => import("./services/ServicePage")),
  page("/routing", () => import("./routing/RolesPage")),
  page("/routing/skills", () => import("./routing/SkillsPage")),
  page("/routing/rules", () => import("./routing/RulesPage")),
  page("/people", () => import("./people/PeoplePage")),
  page("/people/skills", () => import("./people/SkillMatrixPage")),
  page("/people/presence", () => import("./people/PresenceReasonsPage")),
  page("/people/import", () => import("./people/ImportPage")),
  page("/people/$person", () => import("./people/PersonPage")),
  page("/figures", () => import("./figures/FiguresPage")),
  page("/access", () => import("./access/AccessPage")),
  page("/account", () => import("./account/AccountPage")),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(pages),
  basepath: "/desk",
  defaultPreload: "intent",
  defaultErrorComponent: ErrorPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
