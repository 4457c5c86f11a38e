import { Center, Loader, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LinkPage } from "./LinkPage";
import { SignInPage } from "./SignInPage";
import { sessionQuery } from "./session";

/** Shows the desk to whoever is signed in, and the door to everybody else; the address stays the same. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation("session");
  const { data, failureCount } = useQuery(sessionQuery);

  if (window.location.pathname === "/desk/link") return <LinkPage />;
  if (data) return children;
  if (data === null) return <SignInPage />;
  return (
    <Center h="100%" component="main">
      <Stack align="center" gap="sm" role="status">
        <Loader type="dots" />
        <Text className="quiet">{t(failureCount > 0 ? "unreachable" : "opening")}</Text>
      </Stack>
    </Center>
  );
}
