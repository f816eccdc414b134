using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Spending;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.Cli.Planning;

/// <summary>What this machine's configuration says of an endpoint's price, also where it lacks the key or the address to use it.</summary>
internal static class LocalEndpoints
{
    private const string PriceFile = "prices.yaml";
    private static readonly Uri Nowhere = new("http://localhost/");

    /// <summary>What is said of endpoints, and <c>prices.yaml</c> of the working directory where the environment names no other.</summary>
    public static IConfiguration Configuration(string? endpoints) =>
        new ConfigurationBuilder().AddInMemoryCollection(PriceSetting()).AddConfiguration(EndpointConfiguration.Read(endpoints)).Build();

    /// <summary>The price table of the working directory as a setting, if there is one.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> PriceSetting() =>
        File.Exists(PriceFile) ? [new(Prices.FileSetting, PriceFile)] : [];

    public static EndpointOptions Of(IConfiguration configuration, string name)
    {
        var section = configuration.GetSection($"Endpoints:{name}");
        var kind = Enum.TryParse<EndpointKind>(section["Kind"], ignoreCase: true, out var known) ? known : MiniatureEndpoint.Is(name) ? EndpointKind.Petri : EndpointKind.OpenAI;
        var defaults = new EndpointOptions { Name = name, Kind = kind, Url = Nowhere };
        return new EndpointOptions
        {
            Name = name,
            Kind = kind,
            Url = Nowhere,
            Free = bool.TryParse(section["Free"], out var free) && free,
            MaxN = int.TryParse(section["MaxN"], out var most) && most > 0 ? most : defaults.MaxN,
        };
    }
}
