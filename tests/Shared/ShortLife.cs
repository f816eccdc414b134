using System.Diagnostics;

namespace EmergentMisalignment.Tests.Shared;

internal static class ShortLife
{
    /// <summary>A process that lives for seconds is over before what the compiler learns from watching it could help, and watching takes a third of its processor time.</summary>
    public static void Expect(ProcessStartInfo start) => start.Environment["DOTNET_TieredPGO"] = "0";
}
