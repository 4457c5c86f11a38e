import {
  IconBuildingCommunity,
  IconChartBar,
  IconHeadset,
  IconHistory,
  IconInbox,
  IconKey,
  IconLayoutDashboard,
  type IconProps,
  IconRoute,
  IconUsers,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

/** A place in the menu. Its name is the text "section.<name>" of the shell. */
export type Section = {
  name: "work" | "switchboard" | "board" | "history" | "figures" | "services" | "routing" | "people" | "access";
  path: string;
  /** Whoever has none of these does not see it. */
  permissions: readonly string[];
  icon: ComponentType<IconProps>;
};

/** The menu, from what people use all day to what they change now and then. */
export const sections: readonly Section[] = [
  { name: "work", path: "/work", permissions: ["contact.handle"], icon: IconInbox },
  { name: "switchboard", path: "/switchboard", permissions: ["contact.handle"], icon: IconHeadset },
  { name: "board", path: "/board", permissions: ["floor.watch"], icon: IconLayoutDashboard },
  { name: "history", path: "/history", permissions: ["contact.read"], icon: IconHistory },
  { name: "figures", path: "/figures", permissions: ["figures.read"], icon: IconChartBar },
  {
    name: "services",
    path: "/services",
    permissions: ["service.write", "service.steer"],
    icon: IconBuildingCommunity,
  },
  { name: "routing", path: "/routing", permissions: ["people.write", "service.write"], icon: IconRoute },
  { name: "people", path: "/people", permissions: ["people.write", "people.steer"], icon: IconUsers },
  { name: "access", path: "/access", permissions: ["access.write"], icon: IconKey },
];

export function sectionsFor(permissions: readonly string[]): Section[] {
  return sections.filter((section) => section.permissions.some((it) => permissions.includes(it)));
}

/** Where somebody with these permissions begins. */
export function firstSection(permissions: readonly string[]): string {
  return sectionsFor(permissions)[0]?.path ?? "/account";
}
