namespace TrustFramework.PolicyXml;

/// <summary>The stages of a judgement, in order. The first stage that finds something ends it: policy-rules 1.1.</summary>
public enum Stage
{
    /// <summary>The XSD; one finding.</summary>
    Schema,

    /// <summary>Is it this tenant's, and the policy that the URL names? One finding.</summary>
    Identity,

    /// <summary>The base policies; one finding.</summary>
    Chain,

    /// <summary>References, keys and signatures on the merged policy; one finding.</summary>
    Definitions,

    /// <summary>Journeys and providers; all findings, from all its rules.</summary>
    Journeys,
}

/// <summary>A rule as data: what it is called, when it is asked, what it says, and how sure that is.</summary>
/// <param name="Name">Stable, kebab-case; what a report calls the rule.</param>
/// <param name="Stage">When it is asked.</param>
/// <param name="Text">The message with <c>{0}</c>… where names go, for the pages that list what is judged.</param>
/// <param name="Provenance">Of the text and of the rule being enforced at all.</param>
/// <param name="Source">Where in the specification it stands.</param>
/// <param name="Look">The rule itself: pure, in the order in which it finds.</param>
public sealed record PolicyRule(
    string Name, Stage Stage, string Text, Provenance Provenance, string Source, Func<PolicyCase, IEnumerable<Finding>> Look);
