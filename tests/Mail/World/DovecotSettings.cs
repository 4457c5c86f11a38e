namespace Isberg.Mail.World;

/// <summary>Dovecot's configuration in a folder of a test, for one account that is not root.</summary>
internal static class DovecotSettings
{
    public static string Write(string folder, string owner, string group, int port, int tlsPort, int lmtpPort) => $$"""
        base_dir = {{folder}}/run
        state_dir = {{folder}}/run
        log_path = {{folder}}/log
        protocols = imap lmtp
        listen = 127.0.0.1
        default_internal_user = {{owner}}
        default_internal_group = {{group}}
        default_login_user = {{owner}}
        first_valid_uid = 1
        first_valid_gid = 1
        ssl = yes
        ssl_cert = <{{folder}}/certificate.pem
        ssl_key = <{{folder}}/key.pem
        disable_plaintext_auth = no
        auth_mechanisms = plain login xoauth2 oauthbearer
        auth_failure_delay = 0
        auth_username_format = %n
        mail_location = maildir:{{folder}}/mail/%u
        mail_max_userip_connections = 100
        mailbox_list_index = no
        passdb {
          driver = oauth2
          mechanisms = xoauth2 oauthbearer
          args = {{folder}}/tokens.conf
        }
        passdb {
          driver = passwd-file
          mechanisms = plain login none
          args = username_format=%n {{folder}}/users
        }
        userdb {
          driver = static
          args = uid={{owner}} gid={{group}} home={{folder}}/mail/%u
        }
        service anvil {
          chroot =
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        service imap-login {
          chroot =
          inet_listener imap {
            port = {{port}}
          }
          inet_listener imaps {
            port = {{tlsPort}}
            ssl = yes
          }
        }
        service lmtp {
          inet_listener lmtp {
            port = {{lmtpPort}}
          }
        }
        namespace inbox {
          inbox = yes
          separator = /
          mailbox Skickat {
            auto = create
            special_use = \Sent
          }
          mailbox Skräppost {
            auto = create
            special_use = \Junk
          }
        }
        """;

    /// <summary>Tokens are looked at here, without asking anybody.</summary>
    public static string Tokens(string folder) => $"""
        introspection_mode = local
        local_validation_key_dict = fs:posix:prefix={folder}/keys/
        username_attribute = sub
        """;
}
