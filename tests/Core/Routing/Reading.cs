using System.Globalization;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Tests.Routing;

/// <summary>Sentences of a story as inputs.</summary>
internal sealed class Reading(World world)
{
    public IEnumerable<Input> Read(string sentence, DateTimeOffset at)
    {
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (sentence == "time passes") return [new TimePassed()];
        if (sentence.StartsWith("the server was away for ", StringComparison.Ordinal)) return [new FloorResumed(TimeSpan.Parse(words[^1], CultureInfo.InvariantCulture))];
        if (words[0].EndsWith("'s", StringComparison.Ordinal) && words[1] == "phone") return [new PhoneLost(new ContactId(world.Id(words[^1])), Person(words[0][..^2]))];
        if (words[0].EndsWith("'s", StringComparison.Ordinal)) return [new ScreenLost(Person(words[0][..^2]))];
        if (world.HasService(words[0])) return [OfService(words)];
        return char.IsUpper(words[0][0]) ? OfPerson(words) : [OfContact(words, at)];
    }

    private Input OfService(string[] words) => string.Join(' ', words[1..]) switch
    {
        "closes" => new ServiceChanged(world.Service(words[0], it => it with { Open = [] })),
        "opens" => new ServiceChanged(world.Service(words[0])),
        "is removed" => new ServiceRemoved(world.ServiceId(words[0])),
        var it => throw new FormatException(it),
    };

    private IEnumerable<Input> OfPerson(string[] words)
    {
        var person = Person(words[0]);
        switch (words[1])
        {
            case "is" when words[2] == "ready" && words.Length > 4: return Ready(words[0], string.Join(' ', words[4..]).Split(", "));
            case "is" when words[2] == "ready": return [new PresenceChosen(person, Presence.Ready)];
            case "is" when words[2] == "removed": return [new PersonRemoved(person)];
            case "is": return [new PresenceChosen(person, Presence.NotReady)];
            case "signs" when words[2] == "in": return [new PersonSignedIn(person)];
            case "signs" when words[2] == "out": return [new PersonSignedOut(person)];
            case "signs": return [new PersonSignedOut(Person(words[2]), person)];
            case "goes": return [new ChannelChanged(new ContactId(world.Id(words[4])), ChannelOf(words[6]), person)];
            case "changes": return [new PersonChanged(world.Staff(words[0]))];
            default: return [OfHandling(person, words)];
        }
    }

    /// <summary>Somebody sits down, with these services in his role.</summary>
    private IEnumerable<Input> Ready(string name, string[] services)
    {
        world.Answers(name, isRanked: false, services);
        yield return new PersonChanged(world.Staff(name));
        yield return new PersonSignedIn(Person(name));
        yield return new PresenceChosen(Person(name), Presence.Ready);
    }

    private Input OfHandling(PersonId person, string[] words)
    {
        var name = words[1] is "wraps" or "picks" ? words[3] : words[2];
        var contact = new ContactId(world.Id(name));
        return words[1] switch
        {
            "accepts" => new OfferAccepted(contact, person, Offer(words)),
            "declines" => new OfferDeclined(contact, person, Offer(words)),
            "begins" => new ContactBegun(contact, Need(words[4..]), person),
            "holds" => new ContactHeld(contact, person),
            "resumes" => new ContactResumed(contact, person),
            "parks" => new ContactParked(contact, person),
            "picks" => new ContactPickedUp(contact, person),
            "ends" => new ConversationEnded(contact, person),
            "wraps" => new WrapUpFinished(contact, person, []),
            "asks" => new ConsultAsked(new ContactId(world.Id(words[4])), person, Person(words[2])),
            "answers" => new ConsultAnswered(contact, person, Offer(words)),
            "joins" => new ConsultJoined(contact, person),
            "leaves" => new ConsultLeft(contact, person, SecondEnd.Ended),
            "hands" => new ContactTransferred(contact, person, new Need(world.ServiceId(words[6]), Channel.Voice, Person: Person(words[4])), IsAttended: true),
            "listens" => new SupervisionBegan(new ContactId(world.Id(words[3])), person, SecondWay.Listens),
            "whispers" => new SupervisionBegan(new ContactId(world.Id(words[3])), person, SecondWay.Whispers),
            "stops" => new SupervisionEnded(contact, person, SecondEnd.Ended),
            "takes" => new ContactTakenOver(contact, person, Person(words[4])),
            "transfers" => new ContactTransferred(contact, person, Need(words[4..])),
            "moves" => new ContactMoved(contact, Need(words[4..]), person),
            "prioritises" => new ContactPrioritised(contact, int.Parse(words[4]), person),
            "merges" => new ContactMerged(contact, new ContactId(world.Id(words[4])), person),
            "discards" => new ContactDiscarded(contact, person),
            _ => throw new FormatException(string.Join(' ', words)),
        };
    }

    /// <summary>"accepts anna" takes her first offer, "accepts anna offer 2" her second.</summary>
    private static int Offer(string[] words) => words.Length > 3 ? int.Parse(words[4]) : 1;

    private Input OfContact(string[] words, DateTimeOffset at)
    {
        var contact = new ContactId(world.Id(words[0]));
        return string.Join(' ', words[1..Math.Min(3, words.Length)]) switch
        {
            "hangs up" => new ContactLeft(contact, LeaveWay.HungUp),
            "leaves a" => new ContactLeft(contact, LeaveWay.LeftMessage),
            "is lost" => new ContactLeft(contact, LeaveWay.Lost),
            "changes to" => new ContactMoved(contact, Need(words[3..]), By: null),
            "queues for" => Arrived(contact, words[3..]),
            "goes on" => new ChannelChanged(contact, ChannelOf(words[4]), By: null),
            var it => throw new FormatException(it),
        };
    }

    private ContactArrived Arrived(ContactId contact, string[] words)
    {
        var arrived = new ContactArrived(contact, Need(words));
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i] == "priority") arrived = arrived with { PriorityClass = int.Parse(words[i + 1]) };
            if (words[i] == "since") arrived = arrived with { Since = World.At(words[i + 1]) };
            if (words[i] == "ahead") arrived = arrived with { HeadStart = TimeSpan.FromSeconds(int.Parse(words[i + 1])) };
        }

        return arrived;
    }

    /// <summary>"sales by chat in fi needing tax 3 plumbing 2 asking for Maya liking calm disliking haste".</summary>
    private Need Need(string[] words)
    {
        var need = new Need(world.ServiceId(words[0]), Channel.Voice);
        var (skills, wishes) = (new List<SkillLevel>(), new List<Wish>());
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i] == "by") need = need with { Channel = ChannelOf(words[++i]) };
            else if (words[i] == "in") need = need with { Language = new Language(words[++i]) };
            else if (words[i] == "needing") skills.Add(world.Level(words[++i], int.Parse(words[++i], CultureInfo.InvariantCulture)));
            else if (words[i] == "liking") wishes.Add(new Wish(world.Skill(words[++i])));
            else if (words[i] == "disliking") wishes.Add(new Wish(world.Skill(words[++i]), IsWanted: false));
            else if (words[i] == "asking") need = need with { Person = Person(words[i += 2]) };
        }

        return need with { Skills = skills.Count == 0 ? null : skills, Wishes = wishes.Count == 0 ? null : wishes };
    }

    private static Channel ChannelOf(string name) => Enum.Parse<Channel>(name, ignoreCase: true);

    private PersonId Person(string name) => world.PersonId(name);
}
