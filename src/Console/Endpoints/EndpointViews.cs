using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Endpoints;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Console.Endpoints;

/// <summary>Reads the endpoints as callers see them. None of them is asked.</summary>
internal sealed class EndpointViews(IModelEndpoints endpoints, CapabilityBook book, TroubleReader troubles, Books books)
{
    public async Task<EndpointList> ListAsync(CancellationToken cancellation)
    {
        var names = endpoints.Names.Order(StringComparer.Ordinal).ToList();
        var accounts = await books.ReadAsync(names.ConvertAll(SpendingAccounts.Endpoint), cancellation);
        var ill = await troubles.FindAsync(names, cancellation);
        var views = new List<EndpointView>();
        foreach (var (name, account) in names.Zip(accounts))
        {
            var options = endpoints.Get(name).Options;
            views.Add(View(options, await book.FindAsync(options, cancellation), account, ill.GetValueOrDefault(name)));
        }

        return new EndpointList(views);
    }

    private static EndpointView View(EndpointOptions options, EndpointRecord? record, Account account, EndpointTroubleRecord? trouble) => new()
    {
        Name = options.Name,
        Kind = options.Kind,

        // A name and a password may stand before the host, and a key behind a question mark.
        Url = options.Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
        Can = options.Capabilities.Or(new EndpointCapabilities { FineTuning = record?.FineTuning, Batch = record?.Batch, LoraLoading = record?.LoraLoading }),
        AskedAt = record?.At,
        Models =
        [
            .. from model in record?.Models ?? new Dictionary<string, ModelAbilities>()
               orderby model.Key
               let known = model.Value
               select new EndpointModel(
                   model.Key, options.Capabilities.Or(new EndpointCapabilities { LogProbs = known.LogProbs, TopLogProbs = known.TopLogProbs, N = known.N, Seed = known.Seed }), known.At),
        ],
        Limits = new EndpointLimits(options.MaxConcurrency, options.MaxN, options.RequestsPerMinute, options.TokensPerMinute),
        Budget = account == Account.Empty && options.Budget is null
            ? null
            : new EndpointBudget(account.Limit?.Dollars ?? options.Budget, account.Spent.Dollars, account.Unsettled.Dollars, account.Reserved.Dollars),
        Trouble = trouble,
    };
}
