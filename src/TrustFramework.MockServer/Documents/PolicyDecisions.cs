namespace TrustFramework.MockServer.Documents;

/// <summary>The choices in policy validation where the service's behaviour is unknown, and what is not validated.</summary>
internal static class PolicyDecisions
{
    public static readonly IReadOnlyList<(string Question, string Choice)> All =
    [
        ("`Validation=off`", "well-formed XML whose id has the prefix, has only characters that an id may have, and matches the request; `schema` also validates the schema, the tenant and the chain"),
        ("Order of the rules for definitions", "duplicates in the file, keys, claim types, transformations, profiles, content, localization, journeys"),
        ("Errors that name an orchestration step", "only for what the step itself refers to: claims exchange, issuer, content definition, candidate"),
        ("Names of claims in transformations", "exact; letter case of methods is ignored; methods that the table does not contain are not validated, nor are parameters"),
        ("The target of a selection in a called sub-journey", "counts as part of the calling journey"),
        ("Duplicate metadata keys and localized strings", "compared with letter case"),
        ("A base policy that counts as built in", "one that is missing and whose id lacks `B2C_1A_`"),
        ("Page contracts", "every patch version of a known version is accepted; unknown contracts are refused like unknown elements"),
        ("`UxElement` texts", "all known ids are accepted on every page; resources that no content definition refers to are not validated"),
        ("A language defined twice", "refused only across files; the beginning of the text is from a public issue, the end is ours"),
        ("A custom password without `DisableStrongPassword`", "a persisted `password` with predicates or without a pattern; in profiles that the relying party reaches"),
        ("Steps that are not numbered 1…n", "one finding for each journey, including sub-journeys; the text is ours"),
        ("Several claims exchanges in the first step of a sub-journey", "accepted, as in a step with its own selections"),
        ("A journey whose SendClaims step is in a sub-journey", "accepted"),
        ("Several SendClaims steps", "refused only without the default-issuer attribute; steps after SendClaims are accepted"),
        ("Claims that a journey requires", "validated for the default journey only, not for those of endpoints; `DefaultValue=\"\"` counts; GetClaims and authorization profiles supply claims too"),
        ("Output claims of a relying party whose journey calls sub-journeys", "not validated"),
        ("`SubjectNamingInfo`", "required; may be the id of the claim or a default partner name"),
        ("Rules for a provider", "apply to profiles that the relying party reaches through steps, sub-journeys, validation profiles and display controls"),
        ("`extension_` attributes", "one finding for each profile, for the first missing key; an empty value is accepted"),
        ("`AuthenticationType=None` outside of development", "validated for profiles that the relying party reaches; accepted with `DeploymentMode` `Debugging`"),
        ("REST: missing `SendClaimsIn`; http", "accepted"),
        ("`ServiceUrl`", "an absolute http or https address, unless it contains a `{`"),
        ("`client_secret` of OpenIdConnect and OAuth2", "not required with `response_types=id_token`, a `grant_type`, or `private_key_jwt`"),
        ("Keys of an issuer", "required for profiles that a step or a journey refers to as issuer"),
        ("Boolean metadata", "`1`, `0`, an empty value and values with `{` are accepted"),
        ("A restriction that overrides another without `MergeBehavior`", "the child's replaces the base's if one of them is a pattern; otherwise their values are merged"),
        ("The scenario `password-change` of the starter pack", "`PasswordChange.xml` is refused as published, because its Extensions file replaces the one with `client_id` "
            + "(starterpack #124, azure-docs #107064)"),
    ];

    /// <summary>Known or likely rules that are not enforced.</summary>
    public static readonly IReadOnlyList<(string Rule, string Reason)> NotEnforced =
    [
        ("#21, culture names", "the service uses the list of its Windows version, which changes; the schema's pattern applies"),
        ("#26, the extensions app", "there is no directory to search"),
        ("#27, `Object reference not set…`", "accidental behaviour of the service"),
        ("90049 with a default issuer, 90050", "accepted policies contradict them"),
        ("90207, 90171, 90172, 90033", "their conditions are unclear"),
        ("90256, 90257 (http)", "accepted policies contradict them"),
        ("90259, 95023", "their lists and patterns are unknown"),
        ("90188, 90189, 90196, 90044, 90045", "reported at run time"),
        ("Predicate methods; parameters of transformations", "no refusal has been observed"),
        ("Texts of a specific page or page version", "the lists are unknown"),
        ("The rules that policy-rules 4 excludes", "accepted policies violate them; tests ensure that they are not enforced"),
    ];

    /// <summary>The kinds of single changes of which <c>bench/mutate.cs</c> finds some accepted without a warning.</summary>
    public static readonly IReadOnlyList<(string Mutation, string Reason)> UndetectedMutations =
    [
        ("display name changed or removed; precondition removed", "valid, with another meaning"),
        ("selection removed; claims exchange removed", "valid while another one remains"),
        ("input claim removed or made optional; output claim removed", "valid unless the journey or the provider requires the claim"),
        ("partner claim renamed", "the names on the partner's side are known for the directory only"),
        ("data type changed", "only transformations require specific types"),
        ("metadata item removed or emptied", "most are optional, or their absence is reported at run time; an empty item that is required is a warning"),
        ("cryptographic key removed", "required for issuers and identity providers only; other profiles of the starter pack have keys that they do not use"),
        ("content definition or transformation removed", "valid if nothing refers to it, or if a base policy defines it too"),
        ("input parameter or cryptographic key duplicated", "the schema allows it"),
    ];
}
