using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>What models cost here: by the price table that <c>Prices:File</c> names, and by what the endpoints say of themselves.</summary>
public sealed class Prices
{
    public const string FileSetting = "Prices:File";

    private readonly string? _file;
    private readonly Lazy<PriceTable> _table;

    public Prices(IConfiguration? configuration)
    {
        _file = configuration?[FileSetting];
        _table = new Lazy<PriceTable>(() => Read(_file));
    }

    /// <summary>Prices that stand in no file: tools and tests.</summary>
    public Prices(PriceTable table) => _table = new Lazy<PriceTable>(table);

    /// <exception cref="InputException">The file cannot be read, or is no price table.</exception>
    public PriceTable Table => _table.Value;

    /// <summary>The price, or null where nobody has said one. A miniature costs nothing unless the table prices its endpoint.</summary>
    public ModelPrice? Find(EndpointOptions endpoint, string model, string? fineTuneOf = null) => endpoint switch
    {
        { Free: true } => ModelPrice.Free,
        { Kind: EndpointKind.Petri } when !Table.Endpoints.ContainsKey(endpoint.Name) => ModelPrice.Free,
        _ => Table.Find(endpoint.Name, model, fineTuneOf),
    };

    /// <summary>The price of fine-tunes of a model, whatever they will be called.</summary>
    public ModelPrice? FindFineTune(EndpointOptions endpoint, string model) => Find(endpoint, "", fineTuneOf: model);

    /// <exception cref="InputException">It has none; the sentence says how to give it one.</exception>
    public ModelPrice Get(EndpointOptions endpoint, string model, string? fineTuneOf = null) =>
        Find(endpoint, model, fineTuneOf) ?? throw new InputException(Unpriced(endpoint.Name, model, fineTuneOf), file: null, line: null, key: $"endpoints.{endpoint.Name}");

    /// <summary>The sentence that refuses a model without a price.</summary>
    public string Unpriced(string endpoint, string model, string? fineTuneOf = null, bool trains = false)
    {
        var what = (trains, fineTuneOf) switch
        {
            (true, _) => $"fine-tuning {model} on endpoint {endpoint} has no price: give its row training",
            (_, not null) => $"fine-tunes of {fineTuneOf} on endpoint {endpoint} have no price: give its row fine_tuned",
            _ => $"model {model} of endpoint {endpoint} has no price: add it",
        };
        return $"{what} under endpoints.{endpoint} in {_file ?? $"a price table that {FileSetting} names"}, or, if it costs nothing, set Endpoints:{endpoint}:Free to true";
    }

    private static PriceTable Read(string? file)
    {
        if (string.IsNullOrWhiteSpace(file))
            return PriceTable.Empty;

        try
        {
            return PriceTableLoader.Read(file, File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{FileSetting} names {file}, which cannot be read ({exception.GetType().Name}): give a price table, or leave it out", file, line: null, FileSetting);
        }
    }
}
