using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>
/// One kind of fault: where a rule's JSON contains it, what is valid, and how it changes a request. <see cref="FaultKinds.All"/> registers
/// the kinds. The JSON in a snapshot is the JSON that <see cref="Read"/> returns.
/// </summary>
internal abstract class FaultKind
{
    /// <summary>Whether the rules after this one are skipped, because this kind decides the response.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>Whether the rule contains this kind. The other members are called only for such rules.</summary>
    public abstract bool IsIn(FaultResource rule);

    /// <summary>Validates this kind's part of the rule and fills in the defaults. The error says what to write instead.</summary>
    public abstract Result<FaultResource, string> Read(FaultResource rule);

    /// <summary>A short description for the journal and the trace.</summary>
    public abstract string Describe(FaultResource rule);

    /// <param name="next">Applies the remaining faults and handles the request.</param>
    public abstract Task ApplyAsync(FaultHit hit, FaultTarget target, RequestDelegate next);
}
