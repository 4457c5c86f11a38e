using System.Net;

namespace Isberg.Asterisk;

/// <summary>Asterisk refused a command, or could not be asked.</summary>
/// <param name="status">What it answered; null when no whole answer came.</param>
public sealed class AriException(HttpStatusCode? status, string message, Exception? cause = null) : Exception(message, cause)
{
    public HttpStatusCode? Status { get; } = status;

    /// <summary>The channel, bridge, playback, endpoint or variable is not there, or not any more.</summary>
    public bool IsGone => Status is HttpStatusCode.NotFound || (Status is HttpStatusCode.BadRequest && Message.StartsWith("Channel not found", StringComparison.Ordinal));

    /// <summary>It is there, but cannot take the command now: a channel that is not in the application, or already hung up.</summary>
    public bool IsConflict => Status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.UnprocessableEntity;

    /// <summary>No answer: whether the command was carried out is not known.</summary>
    public bool IsUnanswered => Status is null;
}
