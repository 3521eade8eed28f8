namespace TrustFramework.PolicyXml;

/// <summary>The reason why a file is not well-formed XML.</summary>
/// <param name="Message">The message of .NET's XML reader, with line and position.</param>
/// <param name="Line">From 1; 0 when the reader gives no position.</param>
/// <param name="Column">From 1; 0 when the reader gives no position.</param>
public sealed record XmlError(string Message, int Line, int Column)
{
    /// <summary>How the author can fix the file; null where the message is sufficient. Never sent to a client.</summary>
    public string? Hint { get; init; }
}
