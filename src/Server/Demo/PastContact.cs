using Isberg.Customers;
using Isberg.Services;

namespace Isberg.Demo;

/// <summary>One contact of the weeks that have passed, as the story knows it.</summary>
internal sealed class PastContact(ContactId id, DemoService service, Channel channel, Customer citizen, int number)
{
    public ContactId Id { get; } = id;

    public DemoService Service { get; set; } = service;

    public Channel Channel { get; } = channel;

    public Customer Citizen { get; } = citizen;

    /// <summary>Chooses streets and the like for what is written.</summary>
    public int Number { get; } = number;

    public DemoConversation? Conversation { get; init; }

    /// <summary>How many of the conversation's lines have been written.</summary>
    public int Lines { get; set; }

    public bool WasTransferred { get; set; }

    public required string Reason { get; set; }

    public string NextLine() => DemoCitizens.Fill(DemoConversation.TextOf(Conversation!.Lines[Lines++]), Citizen, Number);
}
