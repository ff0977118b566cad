"""Know the error on your own corpus: tables and codings of people in; agreement, accuracy and corrected estimates out."""
