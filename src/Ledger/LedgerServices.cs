using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmergentMisalignment.Ledger;

/// <summary>The ledger's door in a service container.</summary>
public static class LedgerServices
{
    /// <summary>
    /// Adds the ledger over the Redis that <c>ConnectionStrings:ledger</c> names, unless <paramref name="configure"/> names another.
    /// Nothing connects before the first use.
    /// </summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, Action<LedgerOptions>? configure = null)
    {
        services.AddOptions<LedgerOptions>().Configure<IServiceProvider>((options, provider) =>
        {
            if (provider.GetService<IConfiguration>()?.GetConnectionString("ledger") is { } connection)
                options.ConnectionString = connection;
        });
        if (configure is not null)
            services.Configure(configure);
        services.TryAddSingleton<LedgerInstruments>();
        services.TryAddSingleton<LedgerConnection>();
        services.TryAddSingleton<Slots>();
        services.TryAddSingleton<Documents>();
        services.TryAddSingleton<Leases>();
        services.TryAddSingleton<DueTimes>();
        services.TryAddSingleton<Failures>();
        services.TryAddSingleton<Counters>();
        services.TryAddSingleton<WaitingList>();
        services.TryAddSingleton<Journal>();
        services.TryAddSingleton<RateBudgets>();
        services.TryAddSingleton<Books>();
        return services;
    }
}
