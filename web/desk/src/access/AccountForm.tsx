import {
  Alert,
  Button,
  Checkbox,
  Code,
  CopyButton,
  Divider,
  Group,
  MultiSelect,
  Stack,
  Switch,
  Text,
  Title,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { OvertakenNotice } from "../parts/OvertakenNotice";
import { dayAndTime } from "../parts/time";
import { useDraft } from "../parts/useDraft";
import styles from "./AccessPage.module.css";
import { accountsKey, commissionersQuery, rolesQuery, type StaffAccess } from "./access";
import { PersonSessions } from "./PersonSessions";

/** One person's account: roles, whose data he may see, and whether he may sign in at all. */
export function AccountForm({ staff }: { staff: StaffAccess }) {
  const { t } = useTranslation("access");
  const cache = useQueryClient();
  const { account } = staff;
  const { draft, setDraft, base, overtaken, take } = useDraft(account ?? undefined, (it) => ({
    roles: it?.roles ?? ["agent"],
    commissioners: it?.commissioners ?? [],
    isLocked: it?.isLocked ?? false,
  }));
  const { roles, commissioners, isLocked } = draft;
  const { data: allRoles = [] } = useQuery(rolesQuery);
  const { data: allCommissioners = [] } = useQuery(commissionersQuery);
  const save = useMutation({
    mutationFn: () => {
      const rights = { roles, commissioners: commissioners.length > 0 ? commissioners : null };
      return base
        ? told(
            api.PUT("/api/v1/accounts/{person}", {
              params: { path: { person: staff.person }, header: { "If-Match": base.version } },
              body: { ...rights, isLocked },
            }),
          )
        : told(api.POST("/api/v1/accounts", { body: { person: staff.person, ...rights } }));
    },
    onSuccess: async (it) => {
      await cache.invalidateQueries({ queryKey: accountsKey });
      take(it);
    },
    meta: { tellsItself: true },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <Stack gap="md">
      <Text size="sm" className="quiet">
        {staff.email}
      </Text>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Checkbox.Group
            label={t("account.roles")}
            value={[...roles]}
            onChange={(it) => setDraft({ ...draft, roles: it })}
          >
            <Stack gap={6} mt={6}>
              {allRoles.map((it) => (
                <Checkbox key={it.name} value={it.name} label={t(`role.${it.name}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          {allCommissioners.length > 1 && (
            <MultiSelect
              label={t("account.commissioners")}
              description={t("account.commissionersHelp")}
              placeholder={commissioners.length === 0 ? t("account.allCommissioners") : undefined}
              data={allCommissioners.map((it) => ({ value: it.id, label: it.name }))}
              value={[...commissioners]}
              onChange={(it) => setDraft({ ...draft, commissioners: it })}
              clearable
              searchable
            />
          )}
          {account && (
            <Switch
              label={t("account.isLocked")}
              checked={isLocked}
              onChange={(it) => setDraft({ ...draft, isLocked: it.currentTarget.checked })}
            />
          )}
          {save.isError && (
            <Alert color="red" role="alert" p="sm">
              <Text size="sm">{sentenceOf(save.error)}</Text>
            </Alert>
          )}
          {overtaken && !save.isPending && <OvertakenNotice overtaken={overtaken} />}
          {save.isSuccess && (
            <Text size="sm" role="status">
              {t("account.saved")}
            </Text>
          )}
          <div>
            <Button type="submit" loading={save.isPending} disabled={overtaken !== undefined}>
              {t(account ? "account.save" : "account.make")}
            </Button>
          </div>
        </Stack>
      </form>
      {account && (
        <>
          <Divider />
          <PersonSessions person={staff.person} />
          <Divider />
          <Stack gap="sm" component="section" aria-label={t("account.signIn")}>
            <Title order={3}>{t("account.signIn")}</Title>
            <NewLink staff={staff} />
            <SecondSteps staff={staff} />
          </Stack>
        </>
      )}
    </Stack>
  );
}

function NewLink({ staff }: { staff: StaffAccess }) {
  const { t, i18n } = useTranslation("access");
  const link = useMutation({
    mutationFn: () => told(api.POST("/api/v1/accounts/{person}/link", { params: { path: { person: staff.person } } })),
  });
  const address = link.data && `${window.location.origin}${link.data.path}`;
  return (
    <Stack gap={6}>
      <Text size="sm" className="quiet">
        {t("account.linkWhy")}
      </Text>
      <div>
        <Button variant="default" loading={link.isPending} onClick={() => link.mutate()}>
          {t("account.link")}
        </Button>
      </div>
      {address && (
        <Stack gap="xs" role="status">
          <Text size="sm">
            {t("account.linkHelp", { name: staff.name, when: dayAndTime(link.data!.endsAt, i18n.language) })}
          </Text>
          <Code block className={styles.secret}>
            {address}
          </Code>
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <div>
                <Button size="compact-sm" variant="default" onClick={copy}>
                  {t(copied ? "account.copied" : "account.copy")}
                </Button>
              </div>
            )}
          </CopyButton>
        </Stack>
      )}
    </Stack>
  );
}

/** For a lost phone. */
function SecondSteps({ staff }: { staff: StaffAccess }) {
  const { t } = useTranslation("access");
  const cache = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const path = { params: { path: { person: staff.person } } };
  const remove = useMutation({
    mutationFn: () => told(api.DELETE("/api/v1/accounts/{person}/second-steps", path)),
    onSuccess: () => cache.invalidateQueries({ queryKey: accountsKey }),
    onSettled: () => setAsking(false),
  });
  return (
    <Stack gap={6}>
      <Text size="sm" className="quiet">
        {t("account.stepsWhy")}
      </Text>
      <div>
        <Button variant="default" onClick={() => setAsking(true)} disabled={isAsking}>
          {t("account.removeSteps")}
        </Button>
      </div>
      {isAsking && (
        <Alert color="yellow" role="alert" p="sm">
          <Text size="sm" mb="xs">
            {t("account.stepsQuestion")}
          </Text>
          <Group gap="xs">
            <Button size="compact-sm" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t("account.yes")}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
              {t("account.no")}
            </Button>
          </Group>
        </Alert>
      )}
      {remove.isSuccess && (
        <Text size="sm" role="status">
          {t("account.stepsRemoved")}
        </Text>
      )}
    </Stack>
  );
}
