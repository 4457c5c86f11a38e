import { Button, Drawer, Loader, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import list from "../parts/List.module.css";
import { State } from "../parts/State";
import { AccountForm } from "./AccountForm";
import { accountsKey, type StaffAccess, standingOf } from "./access";

/** Everybody on the staff, and whether and how he may sign in. */
export function Accounts() {
  const { t } = useTranslation("access");
  const [search, setSearch] = useState("");
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useInfiniteQuery({
    queryKey: [...accountsKey, wanted],
    queryFn: ({ pageParam }) =>
      told(
        api.GET("/api/v1/accounts", {
          params: { query: { search: wanted || undefined, after: pageParam ?? undefined } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const rows = found.data?.pages.flatMap((it) => it.items) ?? [];
  const open = rows.find((it) => it.person === chosen);

  return (
    <>
      <TextInput
        label={t("accounts.search")}
        leftSection={<IconSearch size={16} aria-hidden />}
        maw={360}
        mb="md"
        maxLength={200}
        value={search}
        onChange={(it) => setSearch(it.currentTarget.value)}
      />
      <div className={list.frame}>
        <table className={list.table}>
          <thead>
            <tr>
              <th scope="col">{t("accounts.person")}</th>
              <th scope="col">{t("accounts.roles")}</th>
              <th scope="col">{t("accounts.state")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((it) => (
              <Row key={it.person} staff={it} onOpen={() => setChosen(it.person)} />
            ))}
          </tbody>
        </table>
        {found.isSuccess && rows.length === 0 && <div className={list.empty}>{t("accounts.nobody")}</div>}
      </div>
      {found.isPending && <Loader type="dots" />}
      {found.hasNextPage && (
        <Button variant="default" mt="md" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("accounts.more")}
        </Button>
      )}
      <Drawer
        opened={open !== undefined}
        onClose={() => setChosen(null)}
        position="right"
        size="md"
        title={<b>{open?.name}</b>}
        closeButtonProps={{ "aria-label": t("account.close") }}
      >
        {open && <AccountForm key={`${open.person} ${open.account === null}`} staff={open} />}
      </Drawer>
    </>
  );
}

function Row({ staff, onOpen }: { staff: StaffAccess; onOpen: () => void }) {
  const { t } = useTranslation("access");
  const standing = standingOf(staff.account);
  return (
    <tr>
      <td>
        <UnstyledButton onClick={onOpen} aria-label={t("accounts.open", { name: staff.name })}>
          <Text fw={560} size="sm" td="underline">
            {staff.name}
          </Text>
        </UnstyledButton>
        <Text size="sm" className="quiet">
          {staff.email}
        </Text>
      </td>
      <td>{staff.account?.roles.map((it) => t(`role.${it}`)).join(", ")}</td>
      <td>
        <State tone={standing.tone}>{t(`accounts.${standing.text}`)}</State>
      </td>
    </tr>
  );
}
