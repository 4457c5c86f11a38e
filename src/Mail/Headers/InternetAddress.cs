using System.Collections;

namespace Isberg.Mail.Headers;

/// <summary>Somebody that a mail comes from or goes to: one mailbox, or a named group of them.</summary>
/// <param name="Name">As people read it; empty when there is none.</param>
public abstract record InternetAddress(string Name);

/// <summary>One mailbox.</summary>
/// <param name="Address">local@domain; as it is written when it is no address.</param>
public sealed record MailboxAddress(string Name, string Address) : InternetAddress(Name)
{
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>Whether mail could be sent to it.</summary>
    public bool IsValid => Address.LastIndexOf('@') is > 0 and var at && at < Address.Length - 1 && Address.IndexOfAny([' ', '<', '>', ',', ';', '\t']) < 0;

    public override string ToString() => Name.Length == 0 ? Address : $"{Name} <{Address}>";
}

/// <summary>A group, such as "undisclosed-recipients:;".</summary>
public sealed record GroupAddress(string Name, IReadOnlyList<MailboxAddress> Members) : InternetAddress(Name);

/// <summary>The addresses of a header, in order.</summary>
public sealed class InternetAddressList(IReadOnlyList<InternetAddress> addresses) : IReadOnlyList<InternetAddress>
{
    public static readonly InternetAddressList Empty = new([]);

    public int Count => addresses.Count;

    public InternetAddress this[int index] => addresses[index];

    /// <summary>All mailboxes, those in groups among them.</summary>
    public IEnumerable<MailboxAddress> Mailboxes => addresses.SelectMany(it => it is GroupAddress group ? group.Members : [(MailboxAddress)it]);

    public static InternetAddressList Parse(string text) => AddressParser.Parse(text);

    /// <summary>The addresses of every header of that name.</summary>
    public static InternetAddressList Of(HeaderList headers, string field)
    {
        var found = headers.All(field).ToList();
        return found.Count switch
        {
            0 => Empty,
            1 => Parse(found[0].Text),
            _ => new InternetAddressList([.. found.SelectMany(it => Parse(it.Text))]),
        };
    }

    public IEnumerator<InternetAddress> GetEnumerator() => addresses.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(", ", addresses);
}
