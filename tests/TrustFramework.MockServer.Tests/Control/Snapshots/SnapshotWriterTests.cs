using System.Text;
using System.Text.Json.Nodes;
using TrustFramework.MockServer.Control.Snapshots;
using TrustFramework.Tenants.Policies;

namespace TrustFramework.MockServer.Tests.Control.Snapshots;

public sealed class SnapshotWriterTests
{
    private const int RecordLength = 100_000;

    [Fact]
    public async Task A_record_is_sent_before_the_next_one_is_written()
    {
        StoredPolicy[] policies = [.. Enumerable.Range(1, 4).Select(i => CreatePolicy($"B2C_1A_{i}"))];
        await using var output = new FlushRecorder();

        await SnapshotWriter.WriteTenantAsync(output, policies, secrets: false, CancellationToken.None);

        output.Flushes.Where(length => length > 0).Should().HaveCount(5).And.AllSatisfy(length => length.Should().BeLessThan(RecordLength * 3 / 2));
        JsonNode.Parse(output.ToArray())!["tenant"]!["policies"]!.AsArray().Select(policy => policy!["content"]!.GetValue<string>())
            .Should().Equal(policies.Select(policy => Encoding.UTF8.GetString(policy.Content.Span)));
    }

    private static StoredPolicy CreatePolicy(string id)
    {
        var xml = TrustFrameworkClient.Policy(id, innerXml: $"<!--{id}{new string('x', RecordLength)}-->");
        return new StoredPolicy(id, Encoding.UTF8.GetBytes(xml));
    }

    /// <summary>Records how many bytes were written before each flush.</summary>
    private sealed class FlushRecorder : MemoryStream
    {
        private long _flushed;

        public List<long> Flushes { get; } = [];

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Flushes.Add(Length - _flushed);
            _flushed = Length;
            return Task.CompletedTask;
        }
    }
}
