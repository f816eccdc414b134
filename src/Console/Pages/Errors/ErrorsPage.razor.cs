using EmergentMisalignment.Console.Errors;
using EmergentMisalignment.Console.Pages.Parts;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;

namespace EmergentMisalignment.Console.Pages.Errors;

/// <summary>The error queue: looked at a page at a time, tried again one by one or all at once.</summary>
public sealed partial class ErrorsPage
{
    private const int Size = 25;

    /// <summary>A page is read by going through those before it.</summary>
    private const int Deepest = 10_000;

    private ErrorPage? _page;
    private int _skip;
    private string? _outcome;
    private IReadOnlyList<string> _stayed = [];

    protected override Task OnInitializedAsync() => ReadAsync();

    private Task TurnAsync(int skip)
    {
        _skip = Math.Max(0, skip);
        return ReadAsync();
    }

    private async Task ReadAsync() => _page = await Queue.ReadAsync(_skip, Size, CancellationToken.None);

    private Task RequeueAsync(DeadMessage message) => RequeueAsync(new RequeueRequest { Ids = [message.Id] });

    private async Task RequeueAllAsync()
    {
        var isSure = await Dialogs.ShowMessageBoxAsync(
            $"Try all {Words.Count(_page!.Total, "message")} again?", "The failures of a sweep's work are forgotten, and the Coordinator asks for what is still missing; any other message goes back to its queue.",
            yesText: "Try them", cancelText: "Leave them");
        if (isSure is true)
            await RequeueAsync(new RequeueRequest { All = true });
    }

    private async Task RequeueAsync(RequeueRequest request)
    {
        var answer = await Acts.DoAsync("requeue", request.Ids is { } ids ? string.Join(", ", ids) : "all", () => Requeuer.RequeueAsync(request, CancellationToken.None));
        _outcome = $"{Words.Count(answer.AskedAgain, "message")} asked for afresh, {Words.Count(answer.Returned)} returned to where they came from{(answer.Sweeps.Count > 0 ? $", of {string.Join(", ", answer.Sweeps)}" : "")}.";
        _stayed = answer.Stayed;
        _skip = 0;
        await ReadAsync();
    }
}
