namespace Isberg.Mail.Threading;

/// <summary>The REFERENCES algorithm of RFC 5256, in its six steps.</summary>
internal sealed class ReferenceThreads
{
    /// <summary>A place in a tree, for a mail or for one that is only referred to.</summary>
    private sealed class Node
    {
        public ThreadMessage? Message { get; set; }

        public Node? Parent { get; private set; }

        public List<Node> Children { get; } = [];

        public DateTimeOffset Date => Message?.Date ?? (Message is null && Children.Count > 0 ? Children[0].Date : DateTimeOffset.MaxValue);

        public int Number => Message?.Number ?? (Children.Count > 0 ? Children[0].Number : int.MaxValue);

        public BaseSubject Subject => BaseSubject.Of((Message ?? (Children.Count > 0 ? Children[0].Message : null))?.Subject);

        public bool IsUnder(Node other)
        {
            for (var it = this; it is not null; it = it.Parent)
                if (it == other) return true;
            return false;
        }

        public void MoveUnder(Node? parent)
        {
            Parent?.Children.Remove(this);
            Parent = parent;
            parent?.Children.Add(this);
        }
    }

    /// <summary>Answers further down than this stand side by side.</summary>
    private const int MostDepth = 500;

    private readonly Dictionary<string, Node> byId = new(StringComparer.Ordinal);
    private readonly List<Node> all = [];

    public static IReadOnlyList<MessageThread> Of(IEnumerable<ThreadMessage> messages)
    {
        var threads = new ReferenceThreads();
        foreach (var it in messages) threads.Link(it);
        var root = new Node();
        foreach (var it in threads.all.Where(it => it.Parent is null).ToList()) it.MoveUnder(root);
        Prune(root, 0);
        Sort(root, 0);
        JoinSubjects(root);
        Sort(root, 0);
        return Finished(root, 0);
    }

    private void Link(ThreadMessage message)
    {
        Node? before = null;
        foreach (var id in message.References)
        {
            var it = NodeOf(id);
            if (before is not null && it.Parent is null && !before.IsUnder(it)) it.MoveUnder(before);
            before = it;
        }

        // Two mails of the same id are two mails; the first bears it.
        var own = message.MessageId is { } given && (!byId.TryGetValue(given, out var known) || known.Message is null) ? NodeOf(given) : New();
        own.Message = message;
        own.MoveUnder(null);
        if (before is not null && !before.IsUnder(own)) own.MoveUnder(before);
    }

    private Node NodeOf(string id) => byId.TryGetValue(id, out var found) ? found : byId[id] = New();

    private Node New()
    {
        var made = new Node();
        all.Add(made);
        return made;
    }

    /// <summary>Places without a mail go, and their children move up; at the top only when there is a single one.</summary>
    private static void Prune(Node parent, int depth)
    {
        if (depth > MostDepth) return;
        foreach (var it in parent.Children.ToList())
        {
            Prune(it, depth + 1);
            if (it.Message is not null) continue;
            if (it.Children.Count > 1 && depth == 0) continue;

            foreach (var child in it.Children.ToList()) child.MoveUnder(parent);
            it.MoveUnder(null);
        }
    }

    private static void Sort(Node parent, int depth)
    {
        if (depth > MostDepth) return;
        foreach (var it in parent.Children) Sort(it, depth + 1);
        var ordered = parent.Children.OrderBy(it => it.Date).ThenBy(it => it.Number).ToList();
        parent.Children.Clear();
        parent.Children.AddRange(ordered);
    }

    /// <summary>Threads with the same subject become one.</summary>
    private static void JoinSubjects(Node root)
    {
        var first = new Dictionary<string, Node>(StringComparer.OrdinalIgnoreCase);
        foreach (var it in root.Children)
        {
            var subject = it.Subject;
            if (subject.Text.Length == 0) continue;
            if (!first.TryGetValue(subject.Text, out var known) || (known.Message is not null && (it.Message is null || (known.Subject.IsReply && !subject.IsReply)))) first[subject.Text] = it;
        }

        foreach (var it in root.Children.ToList())
        {
            var subject = it.Subject;
            if (subject.Text.Length == 0 || first[subject.Text] is not { } known || known == it) continue;

            if (known.Message is null && it.Message is null)
            {
                foreach (var child in it.Children.ToList()) child.MoveUnder(known);
                it.MoveUnder(null);
            }
            else if (known.Message is null || (subject.IsReply && !known.Subject.IsReply))
            {
                it.MoveUnder(known);
            }
            else
            {
                var both = new Node();
                both.MoveUnder(root);
                known.MoveUnder(both);
                it.MoveUnder(both);
                first[subject.Text] = both;
            }
        }
    }

    private static List<MessageThread> Finished(Node parent, int depth) =>
        depth > MostDepth ? Below(parent) : parent.Children.ConvertAll(it => new MessageThread(it.Message, Finished(it, depth + 1)));

    private static List<MessageThread> Below(Node parent)
    {
        var found = new List<MessageThread>();
        var open = new Stack<Node>(parent.Children);
        while (open.TryPop(out var it))
        {
            if (it.Message is not null) found.Add(new(it.Message, []));
            foreach (var child in it.Children) open.Push(child);
        }

        return found;
    }
}
