namespace TrustFramework.MockServer.SignIn.Journeys;

/// <summary>A journey of policy files.</summary>
/// <param name="Files">By name: the policies, and <c>users.json</c>, <c>applications.json</c> and <c>keysets.json</c> of a seed.</param>
/// <param name="Answers">The content of a file with an array of answers; null without one.</param>
/// <param name="Ask">Reads a line that answers a question; null without a person who answers.</param>
internal sealed record OfflineJourneyRequest(IReadOnlyList<KeyValuePair<string, byte[]>> Files, string PolicyId, ReadOnlyMemory<byte>? Answers, Func<string, Task<string?>>? Ask);

/// <summary>The end of a journey of policy files.</summary>
/// <param name="IsCompleted">False if it failed, or waits for an answer that there is not.</param>
internal sealed record OfflineJourneyResult(bool IsCompleted, string Text, string Json);
