"""What a sentence does: acts, marks, topics, amounts, dates, in Chinese and English."""
