using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.AppHost.Pools;

internal static class PoolSettings
{
    private const string Section = "Pools";

    /// <summary>The known pools, changed and added to by <c>Pools:MODEL:Workers</c> and <c>Pools:MODEL:StartsByHand</c>.</summary>
    public static IEnumerable<Pool> Read(IConfiguration configuration, IReadOnlyCollection<Pool> known)
    {
        var named = configuration.GetSection(Section).GetChildren().Select(section => section.Key);
        return known
            .Concat(named.Where(name => !known.Any(pool => Same(pool.BaseModel, name))).Select(name => new Pool(name)))
            .Select(pool => Change(pool, configuration.GetSection($"{Section}:{pool.BaseModel}")));
    }

    private static Pool Change(Pool pool, IConfigurationSection section) => pool with
    {
        Workers = Workers(section) ?? pool.Workers,
        StartsByHand = StartsByHand(section) ?? pool.StartsByHand,
    };

    private static int? Workers(IConfigurationSection section) => section[nameof(Pool.Workers)] switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var workers) && workers is > 0 and <= 64 => workers,
        var text => throw new MissingPartException($"{section.Path}:{nameof(Pool.Workers)} is {text}: give a number of workers from 1 to 64."),
    };

    private static bool? StartsByHand(IConfigurationSection section) => section[nameof(Pool.StartsByHand)] switch
    {
        null or "" => null,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw new MissingPartException($"{section.Path}:{nameof(Pool.StartsByHand)} is {text}: give true or false."),
    };

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
