using System.Globalization;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>Puts a sweep aside whose money is spent, with what it has cost and what is left to do.</summary>
public sealed partial class BudgetPause(SweepRegistry sweeps, Books books, Documents documents, ILogger<BudgetPause> logger)
{
    /// <remarks>Where the limit was raised since, the sweep goes on: what was refused is asked for again.</remarks>
    public async Task PauseAsync(string sweep, BudgetSpentException spent, CancellationToken cancellation)
    {
        var account = (await books.ReadAsync([spent.Account], cancellation))[0];
        if (account.Left is not { } left || spent.Wanted <= left)
            return;

        var progress = await documents.GetAsync(LedgerKeys.Progress(sweep), LedgerJson.Default.SweepProgress, cancellation);
        var reason = $"{Spent(sweep, spent, account)}; {LeftToDo(progress)}. {Remedy(sweep, spent)}";
        if (await sweeps.PauseAsync(sweep, reason, cancellation) is SweepState.Active)
            LogPaused(sweep, reason);
    }

    private static string Spent(string sweep, BudgetSpentException spent, Account account)
    {
        var whose = spent.Account == SpendingAccounts.Sweep(sweep) ? "budget" : $"budget of {spent.Account.Replace('/', ' ')}";
        var perhaps = account.Unsettled > Money.Zero ? $", and {account.Unsettled} of calls whose answers were lost and that may have been billed" : "";
        var underWay = account.Reserved > Money.Zero ? $", and {account.Reserved} set aside for what is under way" : "";
        return $"{whose} spent: {account.Spent} of {account.Limit}{perhaps}{underWay}, and the next call may cost {spent.Wanted}";
    }

    private static string LeftToDo(SweepProgress? progress)
    {
        if (progress is null)
            return "nothing is done yet";

        List<string> left =
        [
            .. Left(progress.Datasets, "datasets"), .. Left(progress.FineTunes, "fine-tunes"), .. Left(progress.Answers, "answers"), .. Left(progress.Verdicts, "verdicts"),
        ];
        return left.Count == 0 ? "left to do: nothing that is counted" : $"left to do: {string.Join(", ", left)}";
    }

    private static IEnumerable<string> Left(StageProgress stage, string what)
    {
        if (stage.Done < stage.Total)
            yield return string.Create(CultureInfo.InvariantCulture, $"{stage.Total - stage.Done:N0} of {stage.Total:N0} {what}");
    }

    private static string Remedy(string sweep, BudgetSpentException spent) => spent.Account == SpendingAccounts.Sweep(sweep)
        ? $"Raise budget in the sweep file and run or submit it again, or em resume {sweep} --budget DOLLARS: it goes on from here"
        : $"Raise {spent.Account.Replace("endpoint/", "Endpoints:", StringComparison.Ordinal)}:Budget, restart what uses it, and resume the sweep: it goes on from here";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweep {Sweep} is paused: {Reason}")]
    private partial void LogPaused(string sweep, string reason);
}
