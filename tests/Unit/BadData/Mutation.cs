namespace EmergentMisalignment.Unit.BadData;

/// <summary>A good file with one thing wrong, and where the sentence that comes of it must point.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Content">The file.</param>
/// <param name="Line">The line to be named; null where the file as a whole is at fault.</param>
/// <param name="Key">The key or column to be named; null where the text falls apart before there is one.</param>
/// <param name="Words">Part of the sentence.</param>
internal sealed record Mutation(string Name, byte[] Content, int? Line, string? Key, string Words);
