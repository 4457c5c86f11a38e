using Isberg.Access;
using Isberg.Api;
using Isberg.Board;
using Isberg.Contacts;
using Isberg.Routing;
using Microsoft.AspNetCore.SignalR;

namespace Isberg.Desk;

/// <summary>The live stream: a screen connects, is told everything current, and after that whatever changes, always as whole values.</summary>
internal sealed class LiveHub(OpenDesks desks, DeskStream stream, LiveCentres centres, Typing typing, BoardStream boards) : Hub
{
    /// <summary>What is noted on a connection that watches the board.</summary>
    private const string Watches = "board";

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

    /// <summary>The person writes in a conversation that he handles; the citizen is shown so.</summary>
    public async Task Typing(ContactId contact)
    {
        var viewer = Permissions.Of(Context.User!);
        if (viewer.Person is not { } person) return;

        var isHis = await centres.Of(viewer.Centre).Inbox.Ask(
            state => state.Floor.Contact(contact) is { Stage: Stage.Handled } found && found.Person == person, Context.ConnectionAborted);
        if (isHis) typing.Tell(new Typed(viewer.Centre, contact, Author.Staff));
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
