using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>What the readers say to an editor about a document that they cannot read.</summary>
internal static class RdfTexts
{
    public static readonly Label Utf16 = new(
        "Filen er lagret som UTF-16. Lagre den som UTF-8 og prøv igjen.",
        "Fila er lagra som UTF-16. Lagre ho som UTF-8 og prøv igjen.",
        "The file is saved as UTF-16. Save it as UTF-8 and try again.");

    public static readonly Label NotUtf8 = new(
        "Her står det tegn som ikke er gyldig UTF-8. Lagre filen som UTF-8 og prøv igjen.",
        "Her står det teikn som ikkje er gyldig UTF-8. Lagre fila som UTF-8 og prøv igjen.",
        "There are characters here that are not valid UTF-8. Save the file as UTF-8 and try again.");

    public static readonly Label NotJson = new(
        "Dette er ikke gyldig JSON, eller filen er avkortet.",
        "Dette er ikkje gyldig JSON, eller fila er avkorta.",
        "This is not valid JSON, or the file is cut off.");

    public static readonly Label NodesExpected = new(
        "Her skulle det stått et objekt i {} eller en liste i [].",
        "Her skulle det stått eit objekt i {} eller ei liste i [].",
        "There should be an object in {} or a list in [] here.");

    public static readonly Label ReverseIsObject = new(
        "@reverse må være et objekt.",
        "@reverse må vere eit objekt.",
        "@reverse must be an object.");

    public static readonly Label ValueIsScalar = new(
        "@value må være en tekst, et tall, true eller false.",
        "@value må vere ein tekst, eit tal, true eller false.",
        "@value must be a text, a number, true or false.");

    public static readonly Label LanguageOfTextOnly = new(
        "Bare en tekst uten @type kan ha @language.",
        "Berre ein tekst utan @type kan ha @language.",
        "Only a text without @type can have @language.");

    public static readonly Label DatatypeIsAddress = new(
        "Datatypen i @type er ikke en adresse.",
        "Datatypen i @type er ikkje ei adresse.",
        "The datatype in @type is not an address.");

    public static readonly Label NumberTooLarge = new(
        "Tallet er for stort.",
        "Talet er for stort.",
        "The number is too large.");

    public static readonly Label ContextIsObject = new(
        "@context må være et objekt.",
        "@context må vere eit objekt.",
        "@context must be an object.");

    public static readonly Label ImportedContext = new(
        "Konteksten henter en annen med @import. Vi henter ikke kontekster fra andre steder.",
        "Konteksten hentar ein annan med @import. Vi hentar ikkje kontekstar frå andre stader.",
        "The context fetches another with @import. We do not fetch contexts from elsewhere.");

    public static readonly Label BaseIsAddress = new(
        "@base er ikke en fullstendig adresse.",
        "@base er ikkje ei fullstendig adresse.",
        "@base is not a complete address.");

    public static readonly Label TooManyContexts = new(
        "Filen har for mange og for store kontekster. Lagre den som utvidet JSON-LD, Turtle eller RDF/XML og prøv igjen.",
        "Fila har for mange og for store kontekstar. Lagre ho som utvida JSON-LD, Turtle eller RDF/XML og prøv igjen.",
        "The file has too many and too large contexts. Save it as expanded JSON-LD, Turtle or RDF/XML and try again.");

    public static readonly Label VocabularyIsAddress = new(
        "@vocab er ikke en fullstendig adresse.",
        "@vocab er ikkje ei fullstendig adresse.",
        "@vocab is not a complete address.");

    public static readonly Label TermsTooLinked = new(
        "Ordene i konteksten er forklart med hverandre i for mange ledd.",
        "Orda i konteksten er forklarte med kvarandre i for mange ledd.",
        "The terms of the context are defined by each other in too many steps.");

    public static readonly Label AddressOrNode = new(
        "en adresse i <> eller en node som begynner med _:",
        "ei adresse i <> eller ein node som byrjar med _:",
        "an address in <> or a node that begins with _:");

    public static readonly Label Address = new(
        "en adresse i <>",
        "ei adresse i <>",
        "an address in <>");

    public static readonly Label AddressNodeOrText = new(
        "en adresse i <>, en node som begynner med _: eller en tekst i anførselstegn",
        "ei adresse i <>, ein node som byrjar med _: eller ein tekst i hermeteikn",
        "an address in <>, a node that begins with _: or a text in quotes");

    public static readonly Label DotAfterStatement = new(
        "punktum etter påstanden",
        "punktum etter påstanden",
        "a full stop after the statement");

    public static readonly Label OwnLine = new(
        "Hver påstand må stå på sin egen linje.",
        "Kvar påstand må stå på si eiga linje.",
        "Each statement must be on a line of its own.");

    public static readonly Label CaretsBeforeDatatype = new(
        "«^^» foran datatypen",
        "«^^» framfor datatypen",
        "«^^» before the datatype");

    public static readonly Label DatatypeAddress = new(
        "datatypens adresse i <>",
        "adressa til datatypen i <>",
        "the address of the datatype in <>");

    public static readonly Label IncompleteInNTriples = new(
        "Adressen er ikke fullstendig. I N-Triples må hver adresse begynne med skjemaet, for eksempel https:.",
        "Adressa er ikkje fullstendig. I N-Triples må kvar adresse byrje med skjemaet, til dømes https:.",
        "The address is not complete. In N-Triples each address must begin with its scheme, such as https:.");

    public static readonly Label WindowTooLong = new(
        "Teksten her er lengre enn vi leser.",
        "Teksten her er lengre enn vi les.",
        "The text here is longer than we read.");

    public static readonly Label CloseAddress = new(
        "«>» etter adressen",
        "«>» etter adressa",
        "«>» after the address");

    public static readonly Label NoQuoteAtEnd = new(
        "Teksten mangler anførselstegn på slutten.",
        "Teksten manglar hermeteikn på slutten.",
        "The text has no quote at its end.");

    public static readonly Label NoQuoteInLine = new(
        "Teksten mangler anførselstegn før linjen er slutt.",
        "Teksten manglar hermeteikn før linja er slutt.",
        "The text has no quote before the line ends.");

    public static readonly Label LanguageAfterAt = new(
        "en språkkode etter @",
        "ein språkkode etter @",
        "a language tag after @");

    public static readonly Label AfterHyphen = new(
        "en bokstav eller et tall etter bindestreken i språkkoden",
        "ein bokstav eller eit tal etter bindestreken i språkkoden",
        "a letter or a digit after the hyphen of the language tag");

    public static readonly Label ColonAfterUnderscore = new(
        "«:» etter _",
        "«:» etter _",
        "«:» after _");

    public static readonly Label NameAfterUnderscore = new(
        "et navn etter _:",
        "eit namn etter _:",
        "a name after _:");

    public static readonly Label NoQuotesAtEnd = new(
        "Teksten mangler tre anførselstegn på slutten.",
        "Teksten manglar tre hermeteikn på slutten.",
        "The text has no three quotes at its end.");

    public static readonly Label EscapedNotInAddress = new(
        "Adressen har et tegn som ikke kan stå i en adresse, skrevet med \\u.",
        "Adressa har eit teikn som ikkje kan stå i ei adresse, skrive med \\u.",
        "The address has a character that cannot be in an address, written with \\u.");

    public static readonly Label UnknownEscape = new(
        "Etter \\ må det stå t, b, n, r, f, \", ', \\, u eller U.",
        "Etter \\ må det stå t, b, n, r, f, \", ', \\, u eller U.",
        "After \\ there must be t, b, n, r, f, \", ', \\, u or U.");

    public static readonly Label NotUnicode = new(
        "Koden er ikke et tegn i Unicode.",
        "Koden er ikkje eit teikn i Unicode.",
        "The code is not a character of Unicode.");

    public static readonly Label SpaceInAddress = new(
        "Adressen mangler «>», eller den har et mellomrom. Skriv mellomrom som %20.",
        "Adressa manglar «>», eller ho har eit mellomrom. Skriv mellomrom som %20.",
        "The address lacks «>», or has a space. Write a space as %20.");

    public static readonly Label BackslashInAddress = new(
        "Adressen har en omvendt skråstrek.",
        "Adressa har ein omvend skråstrek.",
        "The address has a backslash.");

    public static readonly Label UnseenInAddress = new(
        "Adressen har et tegn som ikke vises.",
        "Adressa har eit teikn som ikkje blir vist.",
        "The address has a character that is not shown.");

    public static readonly Label OnlyDirectives = new(
        "Bare @prefix og @base kan stå her.",
        "Berre @prefix og @base kan stå her.",
        "Only @prefix and @base can be here.");

    public static readonly Label AddressOfPrefix = new(
        "adressen i <> som prefikset står for",
        "adressa i <> som prefikset står for",
        "the address in <> that the prefix stands for");

    public static readonly Label BaseAddress = new(
        "basisadressen i <>",
        "basisadressa i <>",
        "the base address in <>");

    public static readonly Label PrefixWithColon = new(
        "et prefiks som slutter med «:»",
        "eit prefiks som sluttar med «:»",
        "a prefix that ends with «:»");

    public static readonly Label Subject = new(
        "det påstanden handler om: en adresse i <>, et navn med prefiks, «[» eller «(»",
        "det påstanden handlar om: ei adresse i <>, eit namn med prefiks, «[» eller «(»",
        "what the statement is about: an address in <>, a name with a prefix, «[» or «(»");

    public static readonly Label TheDirective = new(
        "erklæringen",
        "erklæringa",
        "the declaration");

    public static readonly Label TheStatement = new(
        "påstanden",
        "påstanden",
        "the statement");

    public static readonly Label Property = new(
        "en egenskap",
        "ein eigenskap",
        "a property");

    public static readonly Label PropertyLong = new(
        "en egenskap: en adresse i <>, et navn med prefiks eller «a»",
        "ein eigenskap: ei adresse i <>, eit namn med prefiks eller «a»",
        "a property: an address in <>, a name with a prefix, or «a»");

    public static readonly Label AIsProperty = new(
        "«a» kan bare stå som egenskap.",
        "«a» kan berre stå som eigenskap.",
        "«a» can only be a property.");

    public static readonly Label Value = new(
        "en verdi",
        "ein verdi",
        "a value");

    public static readonly Label CloseBracket = new(
        "«]» (eller mangler det «;» foran)",
        "«]» (eller manglar det «;» framfor)",
        "«]» (or is «;» missing before it)");

    public static readonly Label CloseList = new(
        "«)» etter listen",
        "«)» etter lista",
        "«)» after the list");

    public static readonly Label Datatype = new(
        "datatypen",
        "datatypen",
        "the datatype");

    public static readonly Label Digit = new(
        "et siffer",
        "eit siffer",
        "a digit");

    public static readonly Label DigitsAfterPercent = new(
        "Etter % i et navn må det stå to heksadesimale siffer.",
        "Etter % i eit namn må det stå to heksadesimale siffer.",
        "After % in a name there must be two hexadecimal digits.");

    public static readonly Label NotEscapedInName = new(
        "Dette tegnet kan ikke stå etter \\ i et navn.",
        "Dette teiknet kan ikkje stå etter \\ i eit namn.",
        "This character cannot be after \\ in a name.");

    public static readonly Label EndOfText = new(
        "teksten er slutt",
        "teksten er slutt",
        "the text ends");

    public static readonly Label EndOfLine = new(
        "linjen er slutt",
        "linja er slutt",
        "the line ends");

    public static readonly Label Unseen = new(
        "det står et tegn som ikke vises",
        "det står eit teikn som ikkje blir vist",
        "there is a character that is not shown");

    public static readonly Label Unusual = new(
        "det står «et tegn utenfor det vanlige»",
        "det står «eit teikn utanfor det vanlege»",
        "there is «a character out of the ordinary»");

    public static readonly Label TheAddress = new(
        "Adressen",
        "Adressa",
        "The address");

    public static readonly Label TheLanguage = new(
        "Språkkoden",
        "Språkkoden",
        "The language tag");

    public static readonly Label TheName = new(
        "Navnet",
        "Namnet",
        "The name");

    public static readonly Label TheText = new(
        "Teksten",
        "Teksten",
        "The text");

    public static readonly Label TheWord = new(
        "Ordet",
        "Ordet",
        "The word");

    public static readonly Label TheNumber = new(
        "Tallet",
        "Talet",
        "The number");

    public static readonly Label NoElement = new(
        "Filen har ikke noe element.",
        "Fila har ikkje noko element.",
        "The file has no element.");

    public static readonly Label TextAmongElements = new(
        "Her kan det ikke stå tekst, bare elementer.",
        "Her kan det ikkje stå tekst, berre element.",
        "There can be no text here, only elements.");

    public static readonly Label OneIdentity = new(
        "En node kan bare ha ett av rdf:ID, rdf:about og rdf:nodeID.",
        "Ein node kan berre ha eitt av rdf:ID, rdf:about og rdf:nodeID.",
        "A node can only have one of rdf:ID, rdf:about and rdf:nodeID.");

    public static readonly Label TextAmongProperties = new(
        "Her kan det ikke stå tekst, bare egenskaper som elementer.",
        "Her kan det ikkje stå tekst, berre eigenskapar som element.",
        "There can be no text here, only properties as elements.");

    public static readonly Label OneTarget = new(
        "En egenskap kan ikke ha både rdf:resource og rdf:nodeID.",
        "Ein eigenskap kan ikkje ha både rdf:resource og rdf:nodeID.",
        "A property cannot have both rdf:resource and rdf:nodeID.");

    public static readonly Label AttributesTogether = new(
        "Attributtene på egenskapen kan ikke stå sammen.",
        "Attributta på eigenskapen kan ikkje stå saman.",
        "The attributes of the property cannot be together.");

    public static readonly Label MarkupInText = new(
        "En egenskap kan ikke ha både tekst og elementer. HTML og XML i en tekst må skrives med &lt; eller med rdf:parseType=\"Literal\".",
        "Ein eigenskap kan ikkje ha både tekst og element. HTML og XML i ein tekst må skrivast med &lt; eller med rdf:parseType=\"Literal\".",
        "A property cannot have both text and elements. HTML and XML in a text must be written with &lt; or with rdf:parseType=\"Literal\".");

    public static readonly Label OneElement = new(
        "En egenskap kan bare ha ett element i seg.",
        "Ein eigenskap kan berre ha eitt element i seg.",
        "A property can only have one element in it.");

    public static readonly Label TextAndElements = new(
        "En egenskap kan ikke ha både tekst og elementer.",
        "Ein eigenskap kan ikkje ha både tekst og element.",
        "A property cannot have both text and elements.");

    public static readonly Label MustBeEmpty = new(
        "En egenskap med rdf:resource, rdf:nodeID eller egne egenskaper som attributter må være tom.",
        "Ein eigenskap med rdf:resource, rdf:nodeID eller eigne eigenskapar som attributt må vere tom.",
        "A property with rdf:resource, rdf:nodeID or properties of its own as attributes must be empty.");

    public static readonly Label CutOff = new(
        "Filen er avkortet.",
        "Fila er avkorta.",
        "The file is cut off.");

    public static readonly Label SpaceOrUnseenInAddress = new(
        "Adressen har et mellomrom eller et tegn som ikke vises. Skriv mellomrom som %20.",
        "Adressa har eit mellomrom eller eit teikn som ikkje blir vist. Skriv mellomrom som %20.",
        "The address has a space or a character that is not shown. Write a space as %20.");

    public static readonly Label TooManyIds = new(
        "Filen har flere rdf:ID enn vi leser.",
        "Fila har fleire rdf:ID enn vi les.",
        "The file has more of rdf:ID than we read.");

    public static readonly Label InvalidId = new(
        "Verdien i rdf:ID eller rdf:nodeID er ikke et gyldig navn: den må begynne med en bokstav og kan ikke ha mellomrom eller kolon.",
        "Verdien i rdf:ID eller rdf:nodeID er ikkje eit gyldig namn: han må byrje med ein bokstav og kan ikkje ha mellomrom eller kolon.",
        "The value of rdf:ID or rdf:nodeID is not a valid name: it must begin with a letter and can have no space or colon.");

    public static readonly Label Doctype = new(
        "Filen har en DOCTYPE. Av sikkerhetsgrunner leser vi ikke XML med DOCTYPE og entiteter. Ta den bort og prøv igjen.",
        "Fila har ein DOCTYPE. Av tryggleiksgrunnar les vi ikkje XML med DOCTYPE og entitetar. Ta han bort og prøv igjen.",
        "The file has a DOCTYPE. For the sake of security we do not read XML with a DOCTYPE and entities. Take it away and try again.");

    public static readonly Label WrongEncoding = new(
        "Her står det tegn som ikke er gyldige i filens tegnsett. Lagre filen som UTF-8 og prøv igjen.",
        "Her står det teikn som ikkje er gyldige i teiknsettet til fila. Lagre fila som UTF-8 og prøv igjen.",
        "There are characters here that are not valid in the encoding of the file. Save the file as UTF-8 and try again.");

    public static readonly Label NotWellFormed = new(
        "Dette er ikke velformet XML: et element mangler start eller slutt, eller et tegn står feil.",
        "Dette er ikkje velforma XML: eit element manglar start eller slutt, eller eit teikn står feil.",
        "This is not well-formed XML: an element lacks its start or end, or a character is out of place.");

    public static Label FileTooLarge(long bytes) => new(
        $"Filen er større enn {bytes / 1024 / 1024} MB, som er det meste vi leser.",
        $"Fila er større enn {bytes / 1024 / 1024} MB, som er det meste vi les.",
        $"The file is larger than {bytes / 1024 / 1024} MB, which is the most that we read.");

    public static Label TextTooLong(int limit) => new(
        $"Teksten er lengre enn {limit} tegn, som er det meste vi leser.",
        $"Teksten er lengre enn {limit} teikn, som er det meste vi les.",
        $"The text is longer than {limit} characters, which is the most that we read.");

    public static Label AddressTooLong(int limit) => new(
        $"Adressen er lengre enn {limit} tegn, som er det meste vi leser.",
        $"Adressa er lengre enn {limit} teikn, som er det meste vi les.",
        $"The address is longer than {limit} characters, which is the most that we read.");

    public static Label TooManyBlankNodes(int limit) => new(
        $"Filen har flere enn {limit} noder uten navn.",
        $"Fila har fleire enn {limit} nodar utan namn.",
        $"The file has more than {limit} nodes without a name.");

    public static Label RelativeAddress(string address, string keyword) => new(
        $"Adressen «{address}» er ikke fullstendig, og filen sier ikke med {keyword} hva den skal regnes fra.",
        $"Adressa «{address}» er ikkje fullstendig, og fila seier ikkje med {keyword} kva ho skal reknast frå.",
        $"The address «{address}» is not complete, and the file does not say with {keyword} what it is to be taken from.");

    public static Label NotInAddress(char c) => new(
        $"Tegnet «{c}» kan ikke stå i en adresse.",
        $"Teiknet «{c}» kan ikkje stå i ei adresse.",
        $"The character «{c}» cannot be in an address.");

    public static Label JsonTooDeep(int limit) => new(
        $"JSON-en står dypere enn {limit} nivåer inne i hverandre.",
        $"JSON-en står djupare enn {limit} nivå inni kvarandre.",
        $"The JSON is nested deeper than {limit} levels.");

    public static Label PieceTooLarge(int bytes) => new(
        $"Det som står her, er større enn {bytes / 1024 / 1024} MB for seg selv. Legg hver tjeneste for seg i en liste eller i @graph, eller lagre filen som Turtle, og prøv igjen.",
        $"Det som står her, er større enn {bytes / 1024 / 1024} MB for seg sjølv. Legg kvar teneste for seg i ei liste eller i @graph, eller lagre fila som Turtle, og prøv igjen.",
        $"What is here is larger than {bytes / 1024 / 1024} MB by itself. Put each service by itself in a list or in @graph, or save the file as Turtle, and try again.");

    public static Label KeywordNotHere(string keyword) => new(
        $"{keyword} kan ikke stå her, eller er noe vi ikke leser.",
        $"{keyword} kan ikkje stå her, eller er noko vi ikkje les.",
        $"{keyword} cannot be here, or is something that we do not read.");

    public static Label RemoteContext(string address) => new(
        $"Filen viser til en kontekst på {address}. Vi henter ikke kontekster fra andre steder. Lagre filen med konteksten i seg (eller som utvidet JSON-LD, Turtle eller RDF/XML) og prøv igjen.",
        $"Fila viser til ein kontekst på {address}. Vi hentar ikkje kontekstar frå andre stader. Lagre fila med konteksten i seg (eller som utvida JSON-LD, Turtle eller RDF/XML) og prøv igjen.",
        $"The file refers to a context at {address}. We do not fetch contexts from elsewhere. Save the file with the context in it (or as expanded JSON-LD, Turtle or RDF/XML) and try again.");

    public static Label UnwritableAddress(string address) => new(
        $"Adressen «{address}» har tegn som ikke kan stå i en adresse. Skriv mellomrom som %20.",
        $"Adressa «{address}» har teikn som ikkje kan stå i ei adresse. Skriv mellomrom som %20.",
        $"The address «{address}» has characters that cannot be in an address. Write a space as %20.");

    public static Label MustBeText(string key) => new(
        $"«{key}» må være en tekst.",
        $"«{key}» må vere ein tekst.",
        $"«{key}» must be a text.");

    public static Label NotALanguage(string tag) => new(
        $"«{tag}» er ikke en språkkode.",
        $"«{tag}» er ikkje ein språkkode.",
        $"«{tag}» is not a language tag.");

    public static Label NotInContext(string term) => new(
        $"{term} kan ikke stå i en kontekst, eller er noe vi ikke leser.",
        $"{term} kan ikkje stå i ein kontekst, eller er noko vi ikkje les.",
        $"{term} cannot be in a context, or is something that we do not read.");

    public static Label DefinedByItself(string term) => new(
        $"«{term}» er forklart med seg selv.",
        $"«{term}» er forklart med seg sjølv.",
        $"«{term}» is defined by itself.");

    public static Label TooManyTerms(int limit) => new(
        $"Konteksten har flere enn {limit} ord.",
        $"Konteksten har fleire enn {limit} ord.",
        $"The context has more than {limit} terms.");

    public static Label TermIsTextOrObject(string term) => new(
        $"«{term}» i konteksten må være en tekst eller et objekt.",
        $"«{term}» i konteksten må vere ein tekst eller eit objekt.",
        $"«{term}» in the context must be a text or an object.");

    public static Label UnknownContainer(string container) => new(
        $"@container «{container}» er ukjent.",
        $"@container «{container}» er ukjend.",
        $"@container «{container}» is unknown.");

    public static Label TypeOfTermIsAddress(string term) => new(
        $"@type for «{term}» er ikke en adresse.",
        $"@type for «{term}» er ikkje ei adresse.",
        $"@type of «{term}» is not an address.");

    public static Label EscapeDigits(char escape, int digits) => new(
        $"Etter \\{escape} må det stå {digits} heksadesimale siffer.",
        $"Etter \\{escape} må det stå {digits} heksadesimale siffer.",
        $"After \\{escape} there must be {digits} hexadecimal digits.");

    public static Label TooManyPrefixes(int limit) => new(
        $"Det er flere enn {limit} prefikser.",
        $"Det er fleire enn {limit} prefiks.",
        $"There are more than {limit} prefixes.");

    public static Label Dot(Label after) => new(
        $"punktum etter {after.Nb} (eller mangler det «;» eller «,» foran)",
        $"punktum etter {after.Nn} (eller manglar det «;» eller «,» framfor)",
        $"a full stop after {after.En} (or is «;» or «,» missing before it)");

    public static Label NotAName(string word) => new(
        $"«{word}» er ikke et navn. Navn må ha et prefiks med kolon, og tekst må stå i anførselstegn.",
        $"«{word}» er ikkje eit namn. Namn må ha eit prefiks med kolon, og tekst må stå i hermeteikn.",
        $"«{word}» is not a name. A name must have a prefix with a colon, and a text must be in quotes.");

    public static Label UndeclaredPrefix(string prefix) => new(
        $"Prefikset «{prefix}:» er ikke erklært med @prefix.",
        $"Prefikset «{prefix}:» er ikkje erklært med @prefix.",
        $"The prefix «{prefix}:» is not declared with @prefix.");

    public static Label NotAPrefix(string prefix) => new(
        $"«{prefix}:» kan ikke være et prefiks.",
        $"«{prefix}:» kan ikkje vere eit prefiks.",
        $"«{prefix}:» cannot be a prefix.");

    public static Label BracketsTooDeep(int limit) => new(
        $"Parentesene står dypere enn {limit} nivåer inne i hverandre.",
        $"Parentesane står djupare enn {limit} nivå inni kvarandre.",
        $"The brackets are nested deeper than {limit} levels.");

    public static Label Expected(Label what, Label found) => new(
        $"Her skulle det stått {what.Nb}, men {found.Nb}.",
        $"Her skulle det stått {what.Nn}, men {found.Nn}.",
        $"There should be {what.En} here, but {found.En}.");

    public static Label Found(char c) => new(
        $"det står «{c}»",
        $"det står «{c}»",
        $"there is «{c}»");

    public static Label LongerThan(Label what, int limit) => new(
        $"{what.Nb} er lengre enn {limit} tegn, som er det meste vi leser.",
        $"{what.Nn} er lengre enn {limit} teikn, som er det meste vi les.",
        $"{what.En} is longer than {limit} characters, which is the most that we read.");

    public static Label AttributeOfRoot(string name) => new(
        $"rdf:RDF kan ikke ha attributtet «{name}».",
        $"rdf:RDF kan ikkje ha attributtet «{name}».",
        $"rdf:RDF cannot have the attribute «{name}».");

    public static Label NotANode(string name) => new(
        $"rdf:{name} kan ikke stå som en node.",
        $"rdf:{name} kan ikkje stå som ein node.",
        $"rdf:{name} cannot be a node.");

    public static Label NotAProperty(string name) => new(
        $"rdf:{name} kan ikke stå som en egenskap.",
        $"rdf:{name} kan ikkje stå som ein eigenskap.",
        $"rdf:{name} cannot be a property.");

    public static Label NoPrefix(string name) => new(
        $"Attributtet «{name}» mangler prefiks.",
        $"Attributtet «{name}» manglar prefiks.",
        $"The attribute «{name}» has no prefix.");

    public static Label NotAnAttribute(string name) => new(
        $"rdf:{name} kan ikke stå som attributt her.",
        $"rdf:{name} kan ikkje stå som attributt her.",
        $"rdf:{name} cannot be an attribute here.");

    public static Label NoNamespace(string name) => new(
        $"Elementet «{name}» mangler navnerom.",
        $"Elementet «{name}» manglar namnerom.",
        $"The element «{name}» has no namespace.");

    public static Label NamespaceIsAddress(string address) => new(
        $"Navnerommet «{address}» er ikke en fullstendig adresse.",
        $"Namnerommet «{address}» er ikkje ei fullstendig adresse.",
        $"The namespace «{address}» is not a complete address.");

    public static Label IdUsedBefore(string id) => new(
        $"rdf:ID «{id}» er brukt før i filen.",
        $"rdf:ID «{id}» er brukt før i fila.",
        $"rdf:ID «{id}» has been used before in the file.");

    public static Label ElementsTooDeep(int limit) => new(
        $"Elementene står dypere enn {limit} nivåer inne i hverandre.",
        $"Elementa står djupare enn {limit} nivå inni kvarandre.",
        $"The elements are nested deeper than {limit} levels.");

    public static Label At(int line, int column, Label reason) => new(
        $"Linje {line}, kolonne {column}: {reason.Nb}",
        $"Linje {line}, kolonne {column}: {reason.Nn}",
        $"Line {line}, column {column}: {reason.En}");
}
