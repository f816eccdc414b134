namespace EmergentMisalignment.Console.Audit;

/// <summary>Says of routes that their use is remembered, and of what they were used on.</summary>
internal static class AuditExtensions
{
    private static readonly object Subject = new();

    /// <summary>Remembers who uses this route, on what (the first value in its path, unless it says otherwise), and how that went.</summary>
    public static T Audited<T>(this T route, string action)
        where T : IEndpointConventionBuilder => route.WithMetadata(new AuditedAction(action));

    /// <summary>Names what the request is about, where its path does not.</summary>
    public static void IsAbout(this HttpContext context, string subject) => context.Items[Subject] = subject;

    public static string? About(this HttpContext context) => context.Items[Subject] as string;
}
