using EmergentMisalignment.Experiments;
using EmergentMisalignment.ModelClients.Configuration;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.ModelClients;

/// <summary>The file of endpoints, and where it is looked for.</summary>
public static class EndpointsFile
{
    public const string Name = "endpoints.yaml";

    /// <summary>The setting that names another file; <c>EndpointsFile</c> in the environment.</summary>
    public const string Setting = "EndpointsFile";

    /// <summary>The file beside another one, or in the working folder; null where neither is.</summary>
    public static string? FindBeside(string? other)
    {
        string[] places = [.. other is null ? [] : new[] { Path.Combine(Path.GetDirectoryName(Path.GetFullPath(other))!, Name) }, Name];
        return places.FirstOrDefault(File.Exists);
    }

    /// <summary>Adds the endpoints of a file over what is there already.</summary>
    /// <param name="builder">What the file's settings become part of.</param>
    /// <param name="file">The file; null for the one that <see cref="Setting"/> in the environment names, else the one in the working folder, if any.</param>
    /// <exception cref="InputException">The file cannot be read, or holds what it must not.</exception>
    public static IConfigurationBuilder AddEndpointsFile(this IConfigurationBuilder builder, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return (file ?? Environment.GetEnvironmentVariable(Setting) ?? FindBeside(null)) is { } found ? builder.Add(new EndpointsFileSource(found)) : builder;
    }

    /// <summary>
    /// Puts the file that <see cref="Setting"/> names, or the one in the working folder, under everything that a host has configured. Does nothing the second
    /// time: every service of a host asks for its endpoints.
    /// </summary>
    internal static void AddUnder(IConfigurationManager configuration)
    {
        if (!configuration.Sources.OfType<EndpointsFileSource>().Any() && (configuration[Setting] ?? FindBeside(null)) is { } found)
            configuration.Sources.Insert(0, new EndpointsFileSource(found));
    }
}
