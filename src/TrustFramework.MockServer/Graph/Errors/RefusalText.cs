using System.Globalization;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>A tenant's reasons in Graph's words: the only place where the two meet. A house test walks the closed set of reasons.</summary>
internal sealed class RefusalText(CompatOptions compat)
{
    public Problem Of(Refusal refusal) => refusal switch
    {
        Refusal.PolicyNotXml r => Catalogue.PolicyNotXml.With(r.Reason),
        Refusal.PolicyInvalid r => Catalogue.PolicyInvalid.With(r.Verdict.ToMessage(compat.DuplicateMessages)) with
        {
            Hint = r.Verdict.Findings.Select(finding => finding.Hint).FirstOrDefault(hint => hint is not null),
        },
        Refusal.PolicyNotFound r => Catalogue.PolicyNotFound.With(r.PolicyId.ToUpperInvariant(), r.Tenant),
        Refusal.PolicyExists r => Catalogue.PolicyExists.With(r.PolicyId.ToUpperInvariant(), r.Tenant) with
        {
            Hint = $"PUT …/{r.PolicyId}/$value replaces a policy; POST only creates.",
        },
        Refusal.TooManyPolicies r => Catalogue.TooManyPolicies.With(r.Limit, r.Tenant),
        Refusal.KeySetNotFound r => KeySetHint(
            r.KeySetId, (Catalogue.KeySetNotFound with { Status = compat.MissingKeySetStatus }).With(r.KeySetId, r.Tenant)),
        Refusal.KeySetNotCreated r => KeySetHint(r.KeySetId, Catalogue.KeySetNotCreated.With(r.KeySetId, r.Tenant)),
        Refusal.KeySetExists r => Catalogue.KeySetExists.With(r.KeySetId),
        Refusal.KeySetIdInvalid => Catalogue.FieldInvalid.With("keySet"),
        Refusal.KeyNotFound r => Catalogue.KeyNotFound.With(r.KeyId, r.Tenant),
        Refusal.KeyExists r => Catalogue.KeyExists.With(r.KeyId, r.KeyType),
        Refusal.KeyTypeMissing => Catalogue.KeyTypeMissing.With(),
        Refusal.KeyTypeUnknown r => Catalogue.KeyTypeUnknown.With(r.KeyType),
        Refusal.KeyTypesMixed => Catalogue.KeyTypesMixed.With(),
        Refusal.KeyUseUnknown r => Catalogue.KeyUseUnknown.With(r.Use),
        Refusal.KeyUsesMixed => Catalogue.KeyUsesMixed.With(),
        Refusal.KeyIdGiven => Catalogue.KeyIdGiven.With(),
        Refusal.SecretNotBase64Url => Catalogue.SecretNotBase64Url.With(),
        Refusal.RsaKeyIncomplete => Catalogue.RsaKeyIncomplete.With(),
        Refusal.KeyUnreadable => Catalogue.KeyUnreadable.With(),
        Refusal.ParameterMissing r => Catalogue.ParameterMissing.With(r.Parameter),
        Refusal.ParameterWrong r => Catalogue.ParameterWrong.With(r.Parameter, r.Value, r.Expected),
        Refusal.ExpiryPast r => Catalogue.ExpiryPast.With(
            r.Tenant, r.KeySetId, r.Expires.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        Refusal.PropertyReadOnly r => Catalogue.PropertyReadOnly.With(r.Property),
        _ => throw new InvalidOperationException($"{refusal.GetType().Name} has no text."),
    };

    private static Problem KeySetHint(string id, Problem problem) => problem with
    {
        Hint = $"Create the set first: POST /beta/trustFramework/keySets {{\"id\":\"{id}\"}}.",
    };
}
