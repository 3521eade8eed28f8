using System.Text;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Views;

namespace TrustFramework.PolicyXml.Tests.Views;

/// <summary>Creates chains of files and checks their views.</summary>
internal static class ChainSamples
{
    /// <summary>Creates a chain of files, base first, each based on the previous one.</summary>
    public static PolicyChain CreateChain(params string[] contents)
    {
        var documents = contents.Select((content, i) =>
            Sample.ReadDocument(Sample.Policy($"B2C_1A_L{i + 1}", i == 0 ? null : $"B2C_1A_L{i}", content: content))).ToList();
        documents.Should().OnlyContain(document => document.SchemaViolation == null);
        return Sample.LoadChain(documents[^1], documents);
    }

    public static MergedPolicy CreateMergedPolicy(params string[] contents) => CreateChain(contents).Merge()!;

    public static string WriteXml(MergedPolicy policy) => Encoding.UTF8.GetString(EffectivePolicyXml.Write(policy).Span);

    public static string Profile(string id, string content = "", string provider = "<DisplayName>One</DisplayName>") =>
        $"<ClaimsProviders><ClaimsProvider>{provider}<TechnicalProfiles><TechnicalProfile Id=\"{id}\">{content}</TechnicalProfile></TechnicalProfiles>"
        + "</ClaimsProvider></ClaimsProviders>";

    /// <summary>Reads the effective policy again. It conforms to the schema and results in the same effective policy.</summary>
    public static void ShouldRoundTrip(MergedPolicy policy)
    {
        var again = PolicyReader.Read(EffectivePolicyXml.Write(policy)).Value;

        again.SchemaViolation.Should().BeNull();
        again.BasePolicyId.Should().BeNull();
        Dump(EffectivePolicy.BuildTree(Sample.LoadChain(again).Merge()!)).Should().Be(Dump(EffectivePolicy.BuildTree(policy)));
    }

    /// <summary>Formats an element without its location.</summary>
    private static string Dump(PolicyNode node)
    {
        var text = new StringBuilder();
        Write(node, 0);
        return text.ToString();

        void Write(PolicyNode at, int depth)
        {
            var attributes = string.Concat(at.Attributes.Select(attribute => $" {attribute.Key}={attribute.Value}"));
            text.Append(' ', depth).Append(at.Name).Append(attributes).Append('|').AppendLine(at.Text);
            foreach (var child in at.Children)
                Write(child, depth + 1);
        }
    }
}
