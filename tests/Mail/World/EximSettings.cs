namespace Isberg.Mail.World;

/// <summary>What the test's Exim is told: everything that it does is in here and in its folder.</summary>
internal static class EximSettings
{
    public static string Of(string folder, int port, int tlsPort, int lmtpPort, string user, string group) => $"""
        FOLDER = {folder}
        PORT = {port}
        TLS_ONLY = {tlsPort}
        LMTP = {lmtpPort}
        USER = {user}
        GROUP = {group}
        LARGEST = {SmtpServer.MaxSize}
        WHO = {SmtpServer.UserName}

        """ + Rest;

    private const string Rest = """
        primary_hostname = mail.sund.example
        exim_user = USER
        exim_group = GROUP
        admin_groups = GROUP
        spool_directory = FOLDER/spool
        log_file_path = FOLDER/%slog
        pid_file_path = FOLDER/pid
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = PORT : TLS_ONLY
        tls_on_connect_ports = TLS_ONLY
        tls_certificate = FOLDER/certificate.pem
        tls_advertise_hosts = *
        auth_advertise_hosts = *
        dsn_advertise_hosts = *
        smtputf8_advertise_hosts = *
        message_size_limit = LARGEST
        smtp_accept_max = 0
        smtp_accept_queue_per_connection = 0
        smtp_enforce_sync = true
        host_lookup =
        keep_environment =
        rfc1413_query_timeout = 0s
        qualify_domain = sund.example
        acl_smtp_mail = accept
        acl_smtp_rcpt = recipient
        acl_smtp_data = accept

        begin acl
        recipient:
          defer domains = later.example
                message = 4.2.1 Not now
          require message = 5.1.1 Nobody of that name
                  verify = recipient
          accept

        begin routers
        imap:
          driver = manualroute
          domains = kontakt.example
          transport = lmtp
          route_list = * 127.0.0.1 byname
          self = send
        mailbox:
          driver = accept
          address_data = ${lookup {$local_part@$domain} dsearch,ret=full,filter=dir {FOLDER/mail} {$value} fail}
          transport = maildir

        begin transports
        lmtp:
          driver = smtp
          protocol = lmtp
          port = LMTP
          allow_localhost
          hosts_avoid_tls = *
        maildir:
          driver = appendfile
          maildir_format
          directory = $address_data
          mode = 0644
          mode_fail_narrower = false
          directory_mode = 0755
          return_path_add
          envelope_to_add

        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_prompts = :
          server_condition = ${if eq{$auth3}{${lookup {$auth2} lsearch {FOLDER/passwords} {$value} fail}}}
        login:
          driver = plaintext
          public_name = LOGIN
          server_prompts = Username:: : Password::
          server_condition = ${if eq{$auth2}{${lookup {$auth1} lsearch {FOLDER/passwords} {$value} fail}}}
        xoauth2:
          driver = plaintext
          public_name = XOAUTH2
          server_prompts = :
          server_condition = ${if eq{$auth1}{user=WHO\x01auth=Bearer ${lookup {WHO} lsearch {FOLDER/tokens}}\x01\x01}}
        oauthbearer:
          driver = plaintext
          public_name = OAUTHBEARER
          server_prompts = :
          server_condition = ${if eq{$auth1}{n,a=WHO,\x01auth=Bearer ${lookup {WHO} lsearch {FOLDER/tokens}}\x01\x01}}

        """;
}
