using Isberg.Access;
using Isberg.Api;
using Isberg.Board;
using Isberg.Contacts;
using Isberg.Routing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;

namespace Isberg.Desk;

/// <summary>The live stream: a screen connects, is told everything current, and after that whatever changes, always as whole values.</summary>
internal sealed class LiveHub(OpenDesks desks, DeskStream stream, Typing typing, BoardStream boards) : Hub
{
    /// <summary>What is noted on a connection that watches the board.</summary>
    private const string Watches = "board";

    /// <summary>Under which stands the contact that a connection shows.</summary>
    private const string Shown = "contact";

    /// <summary>A screen that leaves before it has been told everything is no fault, and leaves like any other.</summary>
    public override async Task OnConnectedAsync()
    {
        try
        {
            await Tell(Permissions.Of(Context.User!));
        }
        catch (OperationCanceledException) when (Context.ConnectionAborted.IsCancellationRequested)
        {
            Context.Abort();
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        var viewer = Permissions.Of(Context.User!);
        if (Context.Items.ContainsKey(Watches)) boards.Leave(viewer);
        if (viewer.Person is { } person && viewer.May(Permission.ContactHandle)) desks.Close(viewer.Centre, person, Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>The person writes in a conversation that he handles; the citizen and colleagues who have it open are shown so.</summary>
    public async Task Typing(ContactId contact, [FromServices] WhoWrites writes)
    {
        if (await TellColleagues(contact, writes) == Stage.Handled) typing.Tell(new Typed(Permissions.Of(Context.User!).Centre, contact, Author.Staff));
    }

    /// <summary>The person writes a mail in a contact that he handles; only colleagues are shown so.</summary>
    public Task Writing(ContactId contact, [FromServices] WhoWrites writes) => TellColleagues(contact, writes);

    /// <summary>The screen shows one contact from now on, and no other; who may not see it is told nothing.</summary>
    public async Task WatchContact(ContactId contact, [FromServices] WhoWrites writes)
    {
        await LeaveContact();
        if (!await writes.MayWatch(Permissions.Of(Context.User!), contact, Context.ConnectionAborted)) return;

        Context.Items[Shown] = contact;
        await Join(LiveGroups.Contact(contact));
    }

    /// <summary>The screen shows it no longer.</summary>
    public Task LeaveContact() => Context.Items.Remove(Shown, out var shown)
        ? Groups.RemoveFromGroupAsync(Context.ConnectionId, LiveGroups.Contact((ContactId)shown!), Context.ConnectionAborted) : Task.CompletedTask;

    private async Task<Stage?> TellColleagues(ContactId contact, WhoWrites writes)
    {
        var viewer = Permissions.Of(Context.User!);
        if (viewer.Person is not { } person || await writes.Handled(viewer.Centre, person, contact, Context.ConnectionAborted) is not { } stage) return null;

        await writes.Tell(viewer.Centre, person, contact, Context.ConnectionId, Context.ConnectionAborted);
        return stage;
    }

    /// <summary>The screen shows figures from now on, and is told when they change; who may not see them is told nothing.</summary>
    public async Task WatchFigures()
    {
        var viewer = Permissions.Of(Context.User!);
        if (viewer.May(Permission.FiguresRead)) await Join(LiveGroups.Figures(viewer.Centre));
    }

    /// <summary>The screen shows figures no longer.</summary>
    public Task LeaveFigures() =>
        Groups.RemoveFromGroupAsync(Context.ConnectionId, LiveGroups.Figures(Permissions.Of(Context.User!).Centre), Context.ConnectionAborted);

    private async Task Tell(Viewer viewer)
    {
        await Join(LiveGroups.Centre(viewer.Centre));
        if (viewer.Person is { } person && viewer.May(Permission.ContactHandle)) await SitDown(viewer.Centre, person);
        if (viewer.May(Permission.FloorWatch)) await WatchBoard(viewer);
    }

    private async Task SitDown(CentreId centre, PersonId person)
    {
        await Join(LiveGroups.Person(person));
        desks.Open(centre, person, Context.ConnectionId);
        await stream.SitDown(centre, person, Context.ConnectionAborted);
    }

    private async Task WatchBoard(Viewer viewer)
    {
        await Join(BoardStream.GroupOf(viewer));
        Context.Items[Watches] = true;
        await boards.Watch(viewer, Clients.Caller, Context.ConnectionAborted);
    }

    private Task Join(string group) => Groups.AddToGroupAsync(Context.ConnectionId, group, Context.ConnectionAborted);
}
